import { isSecondReading, pagePositionSchema, type PagePosition } from '../../hub/page-position.ts';
import type { ResourcePage } from '../../hub/read-page.ts';
import { instantFromMs, type Instant } from '../../lib/instant.ts';
import { Fault } from '../../model/fault.ts';
import { eventsPerNotification } from '../../model/instance-configuration/notification-format.ts';
import { latenessBucket } from '../../model/lateness.ts';
import { sampleLimit, type SweepCounts } from '../../model/reconciliation.ts';
import type { LockedStore } from '../../store/poll-lock.ts';
import { renewAfterMs } from '../commit-page.ts';
import { toNotifications } from '../../detect/to-notifications.ts';
import { judgeAndTell } from '../judge-and-tell.ts';
import type { ToldFound } from '../tell-changes.ts';
import { significantSkew } from '../../detect/window.ts';
import { afterPage, atScope, beginningOf, type Place } from './after-page.ts';
import { judgeInput } from './judge-input.ts';
import { judgeSwept, type JudgeSweptInput, type SweptPage } from './judge-swept.ts';
import { sweepScopes, type SweepScope } from './sweep-scopes.ts';
import { commitStep, inTurn, isOver, stepMs, sweepOf, type SweepDeps, type SweepStep } from './sweep-step.ts';

/** Reads on, page by page, until the step is over. True: every scope has been read. */
export async function readScopes(deps: SweepDeps, step: SweepStep): Promise<boolean> {
  const scopes = await sweepScopes(deps, step.poll, onListedPage(deps, step));
  step.deadline = deps.clock.now() + stepMs;
  const { done } = step.progress;
  const rest = scopes.filter(({ scope }) => done === undefined || scope > done);
  const doneBefore = scopes.length - rest.length;
  step.progress = { ...step.progress, scopes: scopes.length, scopesDone: doneBefore };
  for (const [index, scope] of rest.entries()) {
    if (scope.scope !== step.progress.scope) step.progress = atScope(step.progress, scope);
    const place = { scope, isLast: index === rest.length - 1, scopesDone: doneBefore + index };
    while (step.progress.done !== scope.scope) {
      await readNextPage(deps, step, place);
      if (isOver(deps, step)) return step.progress.phase === 'deleting';
    }
  }
  step.progress = { ...step.progress, phase: 'deleting' };
  return true;
}

/** Listing what a resource fans out by may take longer than a claim is held. */
function onListedPage(deps: SweepDeps, step: SweepStep): () => Promise<void> {
  let renewedAt = deps.clock.now();
  return async () => {
    step.counts = { ...step.counts, requests: step.counts.requests + 1 };
    if (step.signal?.aborted) throw new Fault('internal', 'The server is being stopped.');
    if (deps.clock.now() - renewedAt < renewAfterMs) return;
    const { progress, counts } = step;
    await commitStep(deps, step, { progress, counts });
    renewedAt = deps.clock.now();
  };
}

async function readNextPage(deps: SweepDeps, step: SweepStep, place: Place & { scope: SweepScope }): Promise<void> {
  const { scope } = place;
  const { slices, position } = step.progress;
  const plan = slices?.[0] ? scope.ask(slices[0]).plan : scope.whole;
  step.asking = scope.scope;
  step.counts = { ...step.counts, requests: step.counts.requests + 1 };
  const from = position && readPosition(position);
  const page = await deps.readPage(scope.account, plan, from);
  step.counts = { ...step.counts, requests: step.counts.requests + page.furtherRequests };
  const ourNow = instantFromMs(deps.clock.now());
  const present = page.providerNow ?? ourNow + significantSkew(scope.cursor.clockSkew);
  const input = judgeInput(step, scope, present);
  step.asking = undefined;
  const again = isSecondReading(from);
  const lock = <T>(work: (store: LockedStore) => Promise<T>) => inTurn(deps, step, work);
  await judgeAndTell<LockedStore, SweptPage>(
    { store: deps, underLock: step.poll.received ? lock : undefined, tellByHook: deps.tellByHook },
    {
      found: { account: scope.account, resource: input.source.resource, pollDate: present },
      judge: (store) => judgeSwept(store, input, page.records),
      write: (store, judged, told) =>
        writePage({ ...store, clock: deps.clock }, step, { place, page, input, present, again, judged, told }),
    },
  );
}

interface PageRead {
  place: Place & { scope: SweepScope };
  page: ResourcePage;
  input: JudgeSweptInput;
  /** The provider's clock. */
  present: Instant;
  /** It was read before. */
  again: boolean;
  judged: SweptPage;
  told: ToldFound;
}

/** Writes what a page has shown. */
async function writePage(
  store: LockedStore & Pick<SweepDeps, 'clock'>,
  step: SweepStep,
  { place, page, input, present, again, judged, told: { changes, notices } }: PageRead,
): Promise<void> {
  const { scope } = place;
  const { cursor } = scope;
  const perNotification = eventsPerNotification(step.poll.instance.configuration);
  const source = { ...input.source, pollDate: present, eventsPerNotification: perNotification };
  const progress = afterPage(step.progress, place, { page, newest: judged.newest, present });
  const isEnd = progress.done === scope.scope;
  if (isEnd && step.progress.slices) await passOverUnasked(store, step, scope);
  await commitStep(store, step, {
    versions: judged.versions,
    notifications: toNotifications(source, changes),
    ...(notices.length > 0 && { notices }),
    swept: { cursorId: cursor.id, recordIds: judged.seen, sweep: input.sweep, isEnd },
    ...latenessOf(judged),
    progress,
    counts: addPage(step.counts, judged, { records: page.records.length, again }),
  });
}

/** A scope that was read in parts, by date: what has no date, or a very old one, was in none of them. */
async function passOverUnasked(
  { countAsSeen }: Pick<LockedStore, 'countAsSeen'>,
  step: SweepStep,
  { cursor, polling, now }: SweepScope,
): Promise<void> {
  const { id, fence } = step.claimed;
  const datedBefore = beginningOf(polling, now);
  await countAsSeen({ id, fence, cursorId: cursor.id, sweep: sweepOf(step), datedBefore });
}

/** A position that an older version stored and this one does not know begins the query anew. */
function readPosition(stored: object): PagePosition | undefined {
  const parsed = pagePositionSchema.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

const latenessOf = ({ lateBySeconds }: SweptPage) => {
  if (lateBySeconds.length === 0) return {};
  const buckets = Map.groupBy(lateBySeconds, latenessBucket);
  return { lateness: [...buckets].map(([bucket, all]) => ({ bucket, count: all.length })) };
};

/** What is read a second time was counted when it was read first, and is unchanged since. */
function addPage(
  counts: SweepCounts,
  { counts: found, drifted }: SweptPage,
  { records, again }: { records: number; again: boolean },
): SweepCounts {
  const repeated = again ? found.unchanged : 0;
  return {
    ...counts,
    pages: counts.pages + 1,
    records: counts.records + records - repeated,
    unchanged: counts.unchanged + found.unchanged - repeated,
    remembered: counts.remembered + found.remembered,
    ahead: counts.ahead + found.ahead,
    missedCreated: counts.missedCreated + (found.missedCreated ?? 0),
    missedUpdated: counts.missedUpdated + (found.missedUpdated ?? 0),
    restored: counts.restored + (found.restored ?? 0),
    deleted: counts.deleted + (found.deleted ?? 0),
    sample: [...counts.sample, ...drifted].slice(0, sampleLimit),
  };
}
