import type { Db } from './database.ts';

/** A renewal of tokens that has not brought new ones. */
export interface TokenRenewal {
  /** Epoch milliseconds at which the first one was begun whose answer was never stored. */
  begunAt: number | undefined;
  /** Epoch milliseconds before which it is not to be tried again. */
  notBefore: number | undefined;
}

export async function readAttempt(db: Db, instanceId: number): Promise<TokenRenewal | undefined> {
  const row = await db
    .selectFrom('token_renewals')
    .select(['begun_at_ms', 'not_before_ms'])
    .where('instance_id', '=', instanceId)
    .executeTakeFirst();
  return row && { begunAt: row.begun_at_ms ?? undefined, notBefore: row.not_before_ms ?? undefined };
}

/** Keeps the moment of an earlier one that was not answered: it may be the one that has used the refresh token up. */
export async function beginRenewal(db: Db, instanceId: number, now: number): Promise<void> {
  await db
    .insertInto('token_renewals')
    .values({ instance_id: instanceId, begun_at_ms: now, not_before_ms: null })
    .onConflict((conflict) =>
      conflict.column('instance_id').doUpdateSet((builder) => ({
        begun_at_ms: builder.fn.coalesce('token_renewals.begun_at_ms', builder.val(now)),
        not_before_ms: null,
      })),
    )
    .execute();
}

/** What is known of one that brought nothing. */
export async function postponeRenewal(db: Db, instanceId: number, { begunAt, notBefore }: TokenRenewal): Promise<void> {
  const attempt = { begun_at_ms: begunAt ?? null, not_before_ms: notBefore ?? null };
  await db
    .insertInto('token_renewals')
    .values({ instance_id: instanceId, ...attempt })
    .onConflict((conflict) => conflict.column('instance_id').doUpdateSet(attempt))
    .execute();
}
