import { judgeReceived, type ReceivedVerdict, type ReceivedView } from '../detect/judge-received.ts';
import { storableId } from '../detect/detect.ts';
import { toNotifications } from '../detect/to-notifications.ts';
import { instantFromMs, type Instant } from '../lib/instant.ts';
import type { ToldChange } from '../model/change.ts';
import { Fault } from '../model/fault.ts';
import { eventsPerNotification } from '../model/instance-configuration/notification-format.ts';
import { scopeName } from '../model/scope-name.ts';
import type { JudgedPart, JudgedWebhook, LockedPolls, ReceivedRow } from '../store/commit-received.ts';
import type { VersionSeen } from '../store/poll-commit.ts';
import { makeWholeCursor, type LockedPoll } from '../store/received-polls.ts';
import { keyOfRecord, versionsOfCursors, type KnownVersion } from '../store/versions-seen.ts';
import type { PollWanted } from '../store/want-polls.ts';
import { directChange } from './direct-change.ts';
import type { ReceivedBatchEntry, ReceivedOutcome, ResolvedChange, ToldCounts } from './received-batch.ts';
import { receivedView } from './received-view.ts';

/** A webhook on its way into the database. */
export interface RowToJudge extends ReceivedRow {
  entry: ReceivedBatchEntry;
}

/** What was decided of one item, for people. */
export interface ReceivedDecision {
  resource: string;
  recordId: string;
  /** `created`, `updated`, `deleted` or a word of a hook; `ignored`; or `poll`: the poll tells it. */
  outcome: string;
  /** The rule that decided, or why it was left to the poll; absent where nobody else watches the resource. */
  why?: string;
}

export interface TakenOutcome extends ReceivedOutcome {
  /** Of the first items. */
  decisions: ReceivedDecision[];
}

export interface TakenWebhook extends JudgedWebhook {
  outcome: TakenOutcome;
}

const mostDecisions = 20;

/** A view of the records of one scope; a text says why only the poll can judge them. */
type View = ReceivedView | string;

/** Decides what webhooks say, in their order, under the locks of the polls that watch the same resources. */
export async function judgeRows(rows: RowToJudge[], locked: LockedPolls, now: number): Promise<TakenWebhook[]> {
  const views = await viewsOf(rows, locked, now);
  const known = await versionsOfCursors(locked.trx, recordsIn(rows, views));
  return rows.map(({ entry }) => judgeEntry({ views, known, now }, entry));
}

interface Judging {
  views: ReadonlyMap<string, View>;
  /** By cursor and record, with what this batch has seen so far. */
  known: Map<string, KnownVersion>;
  /** Epoch milliseconds. */
  now: number;
}

type Watched = NonNullable<ResolvedChange['watched']>;

const keyOfScope = ({ pollId, scope }: Watched): string => `${pollId} ${scope}`;

async function viewsOf(rows: RowToJudge[], locked: LockedPolls, now: number): Promise<Map<string, View>> {
  const views = new Map<string, View>();
  for (const { entry } of rows) {
    for (const { watched } of entry.items) {
      if (!watched || views.has(keyOfScope(watched))) continue;
      views.set(keyOfScope(watched), await viewOf(entry, watched, { locked, now }));
    }
  }
  return views;
}

async function viewOf(
  { connector }: ReceivedBatchEntry,
  { pollId, scope }: Watched,
  { locked, now }: { locked: LockedPolls; now: number },
): Promise<View> {
  const poll = locked.polls.get(pollId) as LockedPoll;
  const found = poll.cursors.find((cursor) => cursor.scope === scope);
  if (!found && scope !== '') return `no poll has read "${scope}" yet`;
  try {
    return receivedView(connector, poll, found ?? (await makeWholeCursor(locked.trx, poll)), now);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.message;
  }
}

const recordsIn = (rows: RowToJudge[], views: Judging['views']) =>
  rows
    .flatMap(({ entry }) => entry.items)
    .flatMap(({ watched, recordId }) => {
      const view = watched && views.get(keyOfScope(watched));
      return typeof view === 'object' ? [{ cursorId: view.cursorId, recordId: storableId(recordId) }] : [];
    });

/** What one item has become. */
interface JudgedItem {
  item: ResolvedChange;
  /** The provider's clock now; of what nobody watches, ours. */
  present: Instant;
  change?: ToldChange;
  seen?: VersionSeen;
  wanted?: PollWanted;
  decision: ReceivedDecision;
}

function judgeEntry(judging: Judging, entry: ReceivedBatchEntry): TakenWebhook {
  const { now } = judging;
  const items = entry.items.map((item) => judgeItem(judging, entry, item));
  const signals = entry.signals.map(({ pollId, delaySeconds }) => ({
    pollId,
    at: now + Math.ceil(delaySeconds * 1_000),
  }));
  const outcome: TakenOutcome = {
    ...counted(entry.outcome, items),
    decisions: items.map(({ decision }) => decision).slice(0, mostDecisions),
  };
  const parts = partsOf(entry, items);
  return {
    parts,
    wholeRaw: wholeRaw(entry, parts),
    wanted: [...signals, ...items.flatMap(({ wanted }) => wanted ?? [])],
    outcome,
  };
}

/** What judging has made of the changes, added to what was known before. */
function counted(outcome: ReceivedOutcome, items: readonly JudgedItem[]): ReceivedOutcome {
  const counts = { ...outcome };
  for (const { change, wanted } of items) {
    if (wanted) counts.polls++;
    else if (!change) counts.ignored++;
    else {
      counts.told++;
      counts[countOf(change)]++;
    }
  }
  return counts;
}

function countOf({ type }: ToldChange): Exclude<keyof ToldCounts, 'told'> {
  switch (type) {
    case 'CREATED':
      return 'created';
    case 'UPDATED':
      return 'updated';
    case 'DELETED':
      return 'deleted';
    default:
      return 'other';
  }
}

function judgeItem(judging: Judging, { webhook }: ReceivedBatchEntry, item: ResolvedChange): JudgedItem {
  const { views, known, now } = judging;
  const { resource, watched } = item;
  const recordId = storableId(item.recordId);
  const view = watched && views.get(keyOfScope(watched));
  if (!watched || view === undefined) {
    const change = directChange(webhook, item);
    return { item, present: instantFromMs(now), change, decision: { resource, recordId, outcome: change.type } };
  }
  const verdict =
    typeof view === 'string' ? ({ kind: 'poll', reason: view } as const) : judge(view, judging, { webhook, item });
  if (typeof view === 'object' && 'seen' in verdict) known.set(keyOfRecord({ ...view, recordId }), verdict.seen);
  return {
    item,
    present: typeof view === 'object' ? view.present : instantFromMs(now),
    ...('change' in verdict && { change: verdict.change }),
    ...('seen' in verdict && { seen: verdict.seen }),
    ...(verdict.kind === 'poll' && { wanted: { pollId: watched.pollId, at: now } }),
    decision: { resource, recordId, ...told(verdict) },
  };
}

/** A deletion whose date the webhook does not say happened when it was received, by the provider's clock. */
function judge(
  view: ReceivedView,
  { known }: Judging,
  { webhook, item }: Pick<ReceivedBatchEntry, 'webhook'> & { item: ResolvedChange },
): ReceivedVerdict {
  const receivedAt = instantFromMs(webhook.receivedAt) + view.skew;
  const recordId = storableId(item.recordId);
  const before = known.get(keyOfRecord({ cursorId: view.cursorId, recordId }));
  return judgeReceived(view, { ...item, date: item.date ?? receivedAt }, before);
}

function told(verdict: ReceivedVerdict): Pick<ReceivedDecision, 'outcome' | 'why'> {
  switch (verdict.kind) {
    case 'tell':
      return { outcome: verdict.change.type.toLowerCase(), why: verdict.rule };
    case 'poll':
      return { outcome: 'poll', why: verdict.reason };
    case 'remember':
    case 'ignore':
      return { outcome: 'ignored', why: verdict.rule };
  }
}

/** Names come from hooks and rules, too. */
const longestResource = 200;

/**
 * In the order in which the webhook says them: one part for each resource and scope. What was read from the provider is told as
 * what polls read is; what the webhook itself says goes with the webhook.
 */
function partsOf({ webhook }: ReceivedBatchEntry, items: JudgedItem[]): JudgedPart[] {
  const { id, instance, receivedAt } = webhook;
  const groups = Map.groupBy(items, ({ item }) => `${item.fetched} ${scopeOf(item)} ${item.resource}`);
  return [...groups.values()].flatMap((group) => {
    const [{ item, present }] = group as [JudgedItem, ...JudgedItem[]];
    const changes = group.flatMap(({ change }) => change ?? []);
    const versions = group.flatMap(({ seen }) => seen ?? []);
    if (changes.length === 0 && versions.length === 0) return [];
    const resource = item.resource.slice(0, longestResource);
    const source = {
      instanceId: instance.id,
      resource,
      scope: scopeOf(item),
      pollDate: item.fetched ? present : instantFromMs(receivedAt),
      eventsPerNotification: eventsPerNotification(instance.configuration, item.fetched ? 'polling' : 'webhook'),
      ...(!item.fetched && { receivedId: id }),
    };
    return [{ resource, versions, notifications: toNotifications(source, changes) }];
  });
}

/** What the notifications of one webhook may repeat of it altogether, in bytes. */
const mostRepeated = 10_000_000;

function wholeRaw({ webhook }: ReceivedBatchEntry, parts: JudgedPart[]): boolean {
  const told = parts.flatMap(({ notifications }) => notifications).filter(({ receivedId }) => receivedId !== undefined);
  return webhook.body.length * told.length <= mostRepeated;
}

const scopeOf = ({ watched, parameters }: ResolvedChange): string => watched?.scope ?? scopeName(parameters);
