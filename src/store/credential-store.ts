import { sql } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealer.ts';
import { Fault } from '../model/fault.ts';
import { loseConnection } from './connection.ts';
import type { Db } from './database.ts';
import { mergeConfiguration } from './merge-configuration.ts';
import { beginRenewal, postponeRenewal, readAttempt, type TokenRenewal } from './token-renewals.ts';

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
  /**
   * Another of its own: what is written beside a lock that is held. Those who wait for the lock may have all other
   * connections, and would wait for ever for a holder that needs one of them.
   */
  marks: Db;
}

/** The tokens of an instance in the hands of the only one who may change them. */
export interface HeldTokens<Tokens> {
  /** Read under the lock. */
  current: Tokens | undefined;
  /** The last attempt to renew them, unless it brought new ones. */
  attempt: TokenRenewal | undefined;
  /** Commits at once that a renewal is begun at this moment: a crash leaves the mark, `save` takes it back. */
  begin: () => Promise<void>;
  /** What is known of an attempt that brought nothing. */
  postpone: (attempt: TokenRenewal) => Promise<void>;
  /** `captured`: configuration entries of the instance that change with the tokens. */
  save: (next: Tokens, captured?: Readonly<Record<string, string>>) => Promise<void>;
}

/** Keeps the tokens of instances, sealed. `Tokens` is anything that JSON can hold. */
export const createCredentialStore = <Tokens extends object>({
  db,
  locks,
  marks,
  sealer,
  clock,
}: CredentialStoreDeps) => ({
  /** The committed tokens. */
  read: (instanceId: number) => readTokens<Tokens>({ db, sealer }, instanceId),

  /**
   * Runs `work` while no other process holds the lock of this instance. What it saves is committed before this settles,
   * also when `work` fails later: the provider may have taken the old tokens back already.
   */
  async withLock<T>(instanceId: number, work: (held: HeldTokens<Tokens>) => Promise<T>): Promise<T> {
    const outcome = await locks.transaction().execute(async (trx) => {
      if (!(await lockCredentials(trx, instanceId))) {
        throw new Fault('instance.not_found', `Instance ${instanceId} was deleted.`);
      }
      const current = await readTokens<Tokens>({ db: trx, sealer }, instanceId);
      const attempt = await readAttempt(trx, instanceId);
      return settled(
        work({
          current,
          attempt,
          begin: () => beginRenewal(marks, instanceId, clock.now()),
          postpone: (failed) => postponeRenewal(trx, instanceId, failed),
          async save(tokens, captured = {}) {
            await mergeConfiguration({ db: trx, sealer }, { instanceId, values: captured, now: clock.now() });
            await saveTokens({ db: trx, sealer }, { instanceId, tokens, now: clock.now() });
          },
        }),
      );
    });
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  },

  /** The provider refused the credentials for good; the owner must authorize again. */
  markReconnect: (instanceId: number, reason: string): Promise<void> =>
    loseConnection(marks, { instanceId, reason, now: clock.now() }),
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

/** Replaces the tokens of an instance; what became of attempts to renew the old ones does not matter any more. */
export async function saveTokens(
  { db, sealer }: Sealing,
  { instanceId, tokens, now }: { instanceId: number; tokens: object; now: number },
): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ tokens_sealed: sealer.seal(JSON.stringify(tokens), context(instanceId)), updated_at_ms: now })
    .where('instance_id', '=', instanceId)
    .execute();
  await db.deleteFrom('token_renewals').where('instance_id', '=', instanceId).execute();
}

/**
 * Waits for a refresh of the instance's tokens that is under way, and holds off the next until the transaction ends.
 * False when the instance is gone. Whoever changes credentials and instance in one transaction takes this lock first,
 * as a refresh does; the other order could block both for ever. With `waitMs` it throws `instance.changed` after that
 * time: those who wait keep their connections from others.
 */
export async function lockCredentials(db: Db, instanceId: number, { waitMs }: LockOptions = {}): Promise<boolean> {
  if (waitMs !== undefined) await sql`select set_config('lock_timeout', ${`${waitMs}ms`}, true)`.execute(db);
  const query = db.selectFrom('credentials').where('instance_id', '=', instanceId).select('instance_id').forUpdate();
  const found = await query.executeTakeFirst().catch((error: unknown) => {
    throw isLockTimeout(error) ? busy(instanceId, error) : error;
  });
  if (waitMs !== undefined) await sql`set local lock_timeout to default`.execute(db);
  return found !== undefined;
}

interface LockOptions {
  /** How long to wait at most. Default: until the lock is free. */
  waitMs?: number;
}

/** For a request that can be sent again: a provider is rarely slower. */
export const shortWaitMs = 5_000;
/** For one that has spent an authorization code: no token request takes longer. */
export const longWaitMs = 25_000;

const isLockTimeout = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '55P03';

const busy = (instanceId: number, cause: unknown): Fault =>
  new Fault(
    'instance.changed',
    `The tokens of instance ${instanceId} are being renewed, and the provider is slow; send the request again.`,
    { cause },
  );
