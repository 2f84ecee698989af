import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { NoticeKind } from '../model/notice.ts';
import type { RegistrationState, RegistrationStep } from '../model/webhook-registration.ts';
import type { Db } from './database.ts';
import { sealStanding, type Standing } from './registrations-captured.ts';
import type { ClaimedRegistration } from './registrations-claim.ts';
import { storableJson, storableText } from './storable.ts';
import { wantPollsOfInstance } from './want-polls-of-instance.ts';

export interface RegistrationSettlement {
  /** Undefined: it is forgotten. */
  state: RegistrationState | undefined;
  /** What stands now; undefined: nothing of ours. */
  standing: Standing | undefined;
  /** Why the step failed; undefined: it did not. */
  fault: { code: string; message: string } | undefined;
  step: RegistrationStep;
  notice: string | undefined;
  /** The resources that are to be polled at once; empty: all; undefined: none. */
  polls: readonly string[] | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * `superseded`: something else is wanted meanwhile: what stands was written, and that is done next. `lost`: the claim has passed on,
 * and nothing was written.
 */
export type Settled = 'written' | 'superseded' | 'lost';

/** Ends a step and gives its claim back. */
export const settleRegistration = (
  { db, sealer }: { db: Db; sealer: Sealer },
  claimed: ClaimedRegistration,
  settlement: RegistrationSettlement,
): Promise<Settled> =>
  db.transaction().execute(async (trx) => {
    const { notice, polls, now } = settlement;
    const instanceId = claimed.instance.id;
    // Before the registration: whoever writes both takes the polls first.
    if (polls) await wantPollsOfInstance(trx, { instanceId, resources: polls, now });
    if (!(await write({ db: trx, sealer }, claimed, settlement))) {
      return (await writeStanding({ db: trx, sealer }, claimed, settlement)) ? 'superseded' : 'lost';
    }
    if (notice !== undefined) await tellOfRegistration(trx, { instanceId, message: notice, now });
    return 'written';
  });

/** Writes a notice on a registration; none when the instance is gone. */
export async function tellOfRegistration(
  db: Db,
  { instanceId, message, now }: { instanceId: number; message: string; now: number },
): Promise<void> {
  const kind: NoticeKind = 'webhook.registration.failed';
  await sql`
    insert into notices (instance_id, kind, message, created_at_ms)
    select id, ${kind}, ${storableText(message)}, ${now} from instances where id = ${instanceId}`.execute(db);
}

async function write(
  { db, sealer }: { db: Db; sealer: Sealer },
  claimed: ClaimedRegistration,
  { state, standing, fault, step, now }: RegistrationSettlement,
): Promise<boolean> {
  const { id, fence, revision } = claimed;
  if (!state) {
    const gone = db.deleteFrom('webhook_registrations').where('id', '=', id);
    const asWanted = gone.where('fence', '=', fence).where('revision', '=', revision);
    return (await asWanted.executeTakeFirst()).numDeletedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable('webhook_registrations')
    .set({
      ...columnsOf(state),
      lease_until_ms: null,
      captured_sealed: sealed(sealer, claimed, standing),
      fault: fault ? sql`${storableJson(fault)}::jsonb` : null,
      ...(fault ? {} : doneAt(step, now)),
    })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function writeStanding(
  { db, sealer }: { db: Db; sealer: Sealer },
  claimed: ClaimedRegistration,
  { state, standing }: RegistrationSettlement,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_registrations')
    .set({ lease_until_ms: null, captured_sealed: sealed(sealer, claimed, state && standing) })
    .where('id', '=', claimed.id)
    .where('fence', '=', claimed.fence)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const sealed = (
  sealer: Sealer,
  { name, each, instance }: ClaimedRegistration,
  standing: Standing | undefined,
): Buffer | null => (standing ? sealStanding(sealer, { instanceId: instance.id, name, each }, standing) : null);

const columnsOf = ({ status, attempts, renewAt, checkAt, expiresAt, nextStepAt }: RegistrationState) => ({
  status,
  attempts,
  renew_at_ms: renewAt ?? null,
  check_at_ms: checkAt ?? null,
  expires_at_ms: expiresAt ?? null,
  next_step_at_ms: nextStepAt ?? null,
});

const doneAt = (step: RegistrationStep, now: number) => ({
  ...(step === 'subscribe' && { subscribed_at_ms: now }),
  ...(step === 'renew' && { renewed_at_ms: now }),
  ...(step === 'check' && { checked_at_ms: now }),
});
