import { sql } from 'kysely';
import { newCounts, newProgress } from '../model/reconciliation.ts';
import { bigints, ints, jsons, texts } from './columns.ts';
import { placed, type Placed } from './placed-commit.ts';
import type { LatenessCount, NewNotice, PollCommit, ReconciliationProgress, SweptRecords } from './poll-commit.ts';

/**
 * The reconciliations that commits belong to, under a lock, so that one which is cancelled tells nothing after that. Each
 * is locked after its poll, as everywhere.
 */
export const going = (commits: Placed[]) => {
  const steps = commits.flatMap(({ reconciliation }) => reconciliation ?? []);
  if (steps.length === 0) return sql``;
  return sql`,
  going as (
    select r.id, r.fence from held join reconciliations r on r.poll_id = held.id
    where r.id = any(${bigints(steps, (step) => step.id)}) and r.status = 'running'
    order by r.id for no key update of r)`;
};

/** Leaves out the commits of steps whose reconciliation is not theirs any more. */
export const underWay = (commits: Placed[]) => {
  const steps = placed(commits, ({ reconciliation }) => (reconciliation ? [reconciliation] : []));
  if (steps.length === 0) return sql``;
  return sql`
    and not exists (
      select from unnest(
        ${ints(steps, (s) => s.place)}, ${bigints(steps, (s) => s.id)}, ${bigints(steps, (s) => s.fence)}
      ) s(place, id, fence)
      where s.place = c.place and (s.id, s.fence) not in (select id, fence from going))`;
};

/** Parts that few commits have; absent from the statement when none has. */
export const rarities = (commits: Placed[]) => {
  const lateness = placed(commits, (commit) => (commit.lateness ?? []).map((item) => ({ ...item, commit })));
  const notices = placed(commits, (commit) => (commit.notices ?? []).map((item) => ({ ...item, commit })));
  const swept = placed(commits, ({ swept }) =>
    swept ? swept.recordIds.map((recordId) => ({ ...swept, recordId })) : [],
  );
  const ends = placed(commits, ({ swept }) => (swept?.isEnd ? [swept] : []));
  const steps = placed(commits, ({ reconciliation, leaseUntil }) =>
    reconciliation ? [{ ...reconciliation, leaseUntil }] : [],
  );
  const resets = commits.filter((commit) => commit.feedReset);
  const parts = [
    ...(lateness.length > 0 ? [latenessPart(lateness)] : []),
    ...(notices.length > 0 ? [noticesPart(notices)] : []),
    ...(swept.length > 0 ? [sweptPart(swept)] : []),
    ...(ends.length > 0 ? [endsPart(ends)] : []),
    ...(steps.length > 0 ? [stepsPart(steps)] : []),
    ...(resets.length > 0 ? [resetsPart(resets)] : []),
  ];
  return parts.length > 0 ? sql`, ${sql.join(parts)}` : sql``;
};

const latenessPart = (rows: (LatenessCount & { place: number; commit: PollCommit })[]) => sql`
  late as (
    insert into record_lateness (poll_id, bucket, count, last_at_ms)
    select l.poll_id, l.bucket, sum(l.count), max(l.now) from unnest(
      ${ints(rows, (l) => l.place)}, ${bigints(rows, (l) => l.commit.pollId)}, ${ints(rows, (l) => l.bucket)},
      ${bigints(rows, (l) => l.count)}, ${bigints(rows, (l) => l.commit.now)}
    ) l(place, poll_id, bucket, count, now)
    join fenced using (place)
    group by l.poll_id, l.bucket
    on conflict (poll_id, bucket) do update
    set count = record_lateness.count + excluded.count, last_at_ms = excluded.last_at_ms)`;

const noticesPart = (rows: (NewNotice & { place: number; commit: PollCommit })[]) => sql`
  noticed as (
    insert into notices (instance_id, resource, kind, message, created_at_ms)
    select n.instance_id, n.resource, n.kind, n.message, n.now from unnest(
      ${ints(rows, (n) => n.place)}, ${bigints(rows, (n) => n.commit.instanceId)},
      ${texts(rows, (n) => n.commit.resource)}, ${texts(rows, (n) => n.kind)}, ${texts(rows, (n) => n.message)},
      ${bigints(rows, (n) => n.commit.now)}
    ) n(place, instance_id, resource, kind, message, now)
    join fenced using (place))`;

/** Rows that the same commit writes as versions carry their sweep themselves. */
const sweptPart = (rows: { place: number; cursorId: number; recordId: string; sweep: number }[]) => sql`
  swept as (
    update record_versions v set sweep = s.sweep
    from unnest(
      ${ints(rows, (s) => s.place)}, ${bigints(rows, (s) => s.cursorId)}, ${texts(rows, (s) => s.recordId)},
      ${ints(rows, (s) => s.sweep)}
    ) s(place, cursor_id, record_id, sweep)
    join fenced using (place)
    where v.cursor_id = s.cursor_id and v.record_id = s.record_id and v.sweep < s.sweep)`;

const endsPart = (rows: (SweptRecords & { place: number })[]) => sql`
  ended as (
    update cursors c set read_sweep = e.sweep
    from unnest(
      ${ints(rows, (e) => e.place)}, ${bigints(rows, (e) => e.cursorId)}, ${ints(rows, (e) => e.sweep)}
    ) e(place, cursor_id, sweep)
    join fenced using (place)
    where c.id = e.cursor_id)`;

/** The claim of the step is held as long as that of its poll. */
const stepsPart = (rows: (ReconciliationProgress & { place: number; leaseUntil: number })[]) => sql`
  stepped as (
    update reconciliations r set progress = s.progress, counts = s.counts, lease_until_ms = s.lease_until
    from unnest(
      ${ints(rows, (s) => s.place)}, ${bigints(rows, (s) => s.id)}, ${bigints(rows, (s) => s.fence)},
      ${jsons(rows, (s) => s.progress)}, ${jsons(rows, (s) => s.counts)}, ${bigints(rows, (s) => s.leaseUntil)}
    ) s(place, id, fence, progress, counts, lease_until)
    join fenced using (place)
    where r.id = s.id and r.fence = s.fence)`;

/** What was deleted while nobody knew where the feed was left is found by comparing all records. */
const resetsPart = (commits: Placed[]) => sql`
  reset as (
    insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, next_step_at_ms, created_at_ms)
    select r.instance_id, r.poll_id, 'feedReset', 'waiting', ${JSON.stringify(newProgress())}::jsonb,
      ${JSON.stringify(newCounts())}::jsonb, r.now, r.now
    from unnest(
      ${ints(commits, (c) => c.place)}, ${bigints(commits, (c) => c.instanceId)}, ${bigints(commits, (c) => c.pollId)},
      ${bigints(commits, (c) => c.now)}
    ) r(place, instance_id, poll_id, now)
    join fenced using (place)
    on conflict (poll_id) where status in ('waiting', 'running', 'held') do nothing)`;
