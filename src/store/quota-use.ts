import { sql } from 'kysely';
import { usedOf, type BudgetWindow } from '../lib/budget-window.ts';
import { byNeed, type QuotaUse, type QuotaUseWanted } from '../model/quota-use.ts';
import type { Db } from './database.ts';

interface QuotaUseRow {
  key: string;
  windows: BudgetWindow[];
  underWay: number;
  waiting: number;
  untilMs: number;
  backgroundUntilMs: number;
}

/**
 * What is used of the quota that the processes of this database share: those that are held longest first, then those of whose
 * limits most is granted. What callbacks may be sent is no quota of a provider.
 */
export async function readQuotaUse(db: Db, { organizationId, now, limit }: QuotaUseWanted): Promise<QuotaUse[]> {
  const owner = organizationId === undefined ? '^[0-9]+ ' : `^${organizationId} `;
  const { rows } = await sql<QuotaUseRow>`
    with used as (
      select account, windows, slots, hold_until_ms, background_hold_until_ms, coalesce(
        (select max((w->>'used')::float8 / greatest((w->'limit'->>'requests')::float8, 1))
          from jsonb_array_elements(windows) w), 0) part
      from provider_quota where forget_at_ms > ${now} and account ~ ${owner}),
    wanted as (
      select * from used
      order by greatest(hold_until_ms, background_hold_until_ms, ${now}) desc, part desc, account limit ${limit})
    select w.account "key", w.windows, w.hold_until_ms "untilMs", w.background_hold_until_ms "backgroundUntilMs",
      coalesce(s.count, 0)::int "underWay", coalesce(s.waiting, 0)::int waiting
    from wanted w cross join lateral (
      select sum((slot->>'count')::int) count,
        sum(greatest((slot->>'wanted')::int - (slot->>'count')::int, 0)) waiting
      from jsonb_each(w.slots) each(holder, slot) where (slot->>'until')::float8 > ${now}) s`.execute(db);
  return rows.map((row) => toQuotaUse(row, now)).toSorted(byNeed);
}

function toQuotaUse({ key, windows, underWay, waiting, ...row }: QuotaUseRow, now: number): QuotaUse {
  const after = (until: number) => (until > now ? until : undefined);
  return {
    key,
    limits: usedOf(windows, now),
    underWay,
    waiting,
    heldUntil: after(row.untilMs),
    backgroundHeldUntil: after(Math.max(row.untilMs, row.backgroundUntilMs)),
  };
}
