import type { Clock } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealer.ts';
import { Fault } from '../model/fault.ts';
import type { Db } from './database.ts';

interface Sealing {
  db: Db;
  sealer: Sealer;
}

export interface CredentialStoreDeps extends Sealing {
  clock: Clock;
  /**
   * A pool of its own: a lock is held while a provider is asked for tokens, and slow providers must not leave the rest
   * of the server without connections.
   */
  locks: Db;
}

/** Keeps the tokens of instances, sealed. `Tokens` is anything that JSON can hold. */
export const createCredentialStore = <Tokens extends object>({ db, locks, sealer, clock }: CredentialStoreDeps) => ({
  /** The committed tokens. */
  read: (instanceId: number) => readTokens<Tokens>({ db, sealer }, instanceId),

  /**
   * Runs `work` while no other process holds the lock of this instance. What it saves is committed before this settles,
   * also when `work` fails later: the provider may have taken the old tokens back already.
   */
  async withLock<T>(
    instanceId: number,
    work: (current: Tokens | undefined, save: (next: Tokens) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const outcome = await locks.transaction().execute(async (trx) => {
      if (!(await lockCredentials(trx, instanceId))) {
        throw new Fault('instance.not_found', `Instance ${instanceId} was deleted.`);
      }
      const current = await readTokens<Tokens>({ db: trx, sealer }, instanceId);
      const save = (tokens: Tokens) => saveTokens({ db: trx, sealer }, { instanceId, tokens, now: clock.now() });
      return settled(work(current, save));
    });
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  },

  /** The provider refused the credentials for good; the owner must authorize again. */
  async markReconnect(instanceId: number, reason: string): Promise<void> {
    await db
      .updateTable('instances')
      .set({ connection: 'reconnect', connection_reason: reason })
      .where('id', '=', instanceId)
      .execute();
  },
});

async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [outcome] = await Promise.allSettled([work]);
  return outcome;
}

const context = (instanceId: number) => `instance:${instanceId}:tokens`;

async function readTokens<Tokens>({ db, sealer }: Sealing, instanceId: number): Promise<Tokens | undefined> {
  const query = db.selectFrom('credentials').where('instance_id', '=', instanceId);
  const sealed = (await query.select('tokens_sealed').executeTakeFirst())?.tokens_sealed;
  return sealed ? (JSON.parse(sealer.open(sealed, context(instanceId))) as Tokens) : undefined;
}

/** Replaces the tokens of an instance. */
export async function saveTokens(
  { db, sealer }: Sealing,
  { instanceId, tokens, now }: { instanceId: number; tokens: object; now: number },
): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ tokens_sealed: sealer.seal(JSON.stringify(tokens), context(instanceId)), updated_at_ms: now })
    .where('instance_id', '=', instanceId)
    .execute();
}

/**
 * Waits for a refresh of the instance's tokens that is under way, and holds off the next until the transaction ends.
 * False when the instance is gone. Whoever changes credentials and instance in one transaction takes this lock first,
 * as a refresh does; the other order could block both for ever.
 */
export async function lockCredentials(db: Db, instanceId: number): Promise<boolean> {
  const query = db.selectFrom('credentials').where('instance_id', '=', instanceId);
  return (await query.select('instance_id').forUpdate().executeTakeFirst()) !== undefined;
}
