import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import type { QuotaAnswer, QuotaAsk, SharedQuota } from '../model/provider-quota.ts';
import { bigints, jsons, texts } from './columns.ts';
import type { Db } from './database.ts';
import { settleQuota, unusedQuota, type StoredQuota } from './settle-quota.ts';

const batchLimit = 200;
const sweepEveryMs = 10 * 60_000;

interface QuotaRow extends StoredQuota {
  account: string;
}

/**
 * The quota of the provider accounts, shared by all processes of this database. `holder` tells this process from the others.
 * Asks of many accounts go in one transaction, under the locks of their rows. Its clock is that of whoever asks: windows are
 * kept as exactly as the clocks of the processes agree.
 */
export function createProviderQuota(db: Db, holder: string): SharedQuota {
  let sweptAt = 0;
  const take = createBatcher({ limit: batchLimit }, async (asks: QuotaAsk[]) => {
    const answers = await takeAll(db, holder, asks);
    const now = asks[0]?.now ?? 0;
    if (Math.abs(now - sweptAt) > sweepEveryMs) {
      sweptAt = now;
      // The permits are taken, whatever becomes of this.
      await forgetEmpty(db, now).catch(() => {});
    }
    return answers;
  });
  return {
    take,
    async hold({ account, now, untilMs, backgroundUntilMs }) {
      const [until, backgroundUntil] = [Math.ceil(untilMs), Math.ceil(backgroundUntilMs)];
      await sql`
      insert into provider_quota as q (account, hold_until_ms, background_hold_until_ms, forget_at_ms)
      values (${account}, ${until}, ${backgroundUntil}, ${Math.max(Math.ceil(now), until, backgroundUntil)})
      on conflict (account) do update set
        hold_until_ms = greatest(q.hold_until_ms, excluded.hold_until_ms),
        background_hold_until_ms = greatest(q.background_hold_until_ms, excluded.background_hold_until_ms),
        forget_at_ms = greatest(q.forget_at_ms, excluded.forget_at_ms)`.execute(db);
    },
  };
}

const isCounted = ({ limits, concurrency }: QuotaAsk): boolean => limits.length > 0 || concurrency !== undefined;

async function takeAll(db: Db, holder: string, asks: QuotaAsk[]): Promise<QuotaAnswer[]> {
  const counted = new Set(asks.filter(isCounted).map(({ account }) => account));
  const uncounted = new Set(asks.map(({ account }) => account).filter((account) => !counted.has(account)));
  const rows = await readRows(db, [...uncounted]);
  const answer = (ask: QuotaAsk) => {
    const { stored, answer } = settleQuota(rows.get(ask.account) ?? unusedQuota, ask, holder);
    rows.set(ask.account, stored);
    return answer;
  };
  if (counted.size === 0) return asks.map(answer);
  return db.transaction().execute(async (transaction) => {
    for (const row of await lockRows(transaction, [...counted])) rows.set(row.account, row);
    const answers = asks.map(answer);
    await writeRows(
      transaction,
      [...counted].map((account) => ({ account, ...(rows.get(account) ?? unusedQuota) })),
    );
    return answers;
  });
}

const columns = sql`
  account, windows, slots, hold_until_ms "untilMs", background_hold_until_ms "backgroundUntilMs", forget_at_ms "forgetAt"`;

async function readRows(db: Db, accounts: string[]): Promise<Map<string, StoredQuota>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await sql<QuotaRow>`
  select ${columns} from provider_quota where account = any(${texts(accounts, (account) => account)})`.execute(db);
  return new Map(rows.map((row) => [row.account, row]));
}

/** In one order for everybody, so that no two processes wait for each other. */
async function lockRows(db: Db, accounts: string[]): Promise<QuotaRow[]> {
  const { rows } = await sql<QuotaRow>`
  insert into provider_quota as q (account, forget_at_ms)
  select account, 0 from unnest(${texts(accounts, (account) => account)}) r(account) order by account
  on conflict (account) do update set account = excluded.account
  returning ${columns}`.execute(db);
  return rows;
}

async function writeRows(db: Db, rows: QuotaRow[]): Promise<void> {
  await sql`
  update provider_quota q set windows = r.windows, slots = r.slots, forget_at_ms = r.forget_at
  from unnest(
    ${texts(rows, (row) => row.account)}, ${jsons(rows, (row) => row.windows)}, ${jsons(rows, (row) => row.slots)},
    ${bigints(rows, (row) => Math.ceil(row.forgetAt))}
  ) r(account, windows, slots, forget_at)
  where q.account = r.account`.execute(db);
}

async function forgetEmpty(db: Db, now: number): Promise<void> {
  await sql`
  delete from provider_quota where account in (
    select account from provider_quota where forget_at_ms < ${Math.floor(now)} limit 10000 for update skip locked)`.execute(
    db,
  );
}
