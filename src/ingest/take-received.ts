import { createBatcher } from '../lib/batcher.ts';
import type { Clock } from '../lib/clock.ts';
import { Fault } from '../model/fault.ts';
import { quietRules } from '../model/webhook-pulse.ts';
import type { CommitReceived } from '../store/commit-received.ts';
import { judgeRows, type RowToJudge, type TakenOutcome, type TakenWebhook } from './judge-received.ts';
import type { ReceivedBatchEntry } from './received-batch.ts';

export interface TakeReceivedDeps {
  clock: Clock;
  commitReceived: CommitReceived;
  /** Told after the commit: the types of the events that may be new, and whether polls are wanted. */
  onTaken: (taken: { types: string[]; wantsPolls: boolean }) => void;
}

/** What it has become; `changed`: nothing is written, as its claim, or a poll that it was held against, is another by now. */
export type TakeReceived = (entry: ReceivedBatchEntry) => Promise<TakenOutcome | 'changed'>;

/** What one transaction writes at most: a webhook counts one, and each of its changes one more. */
const batchLimit = 1_000;

/** Transactions under way at once: while one waits for the disk, another works. */
const queueCount = 2;

/**
 * Judges what a webhook has become and writes it, in the order of the calls for each instance; calls that come while others are
 * under way go together in the next transaction. Resolves when it is committed. Rejects with `webhook.unusable` when the
 * database refuses a value of it.
 */
export function createTakeReceived(deps: TakeReceivedDeps): TakeReceived {
  const limits = { limit: batchLimit, weigh: ({ items }: ReceivedBatchEntry) => 1 + items.length };
  const work = (entries: ReceivedBatchEntry[]) => takeTogether(deps, entries);
  const queues = Array.from({ length: queueCount }, () => createBatcher(limits, work));
  return async (entry) => {
    const result = await queues[entry.webhook.instance.id % queueCount]?.(entry);
    if (result instanceof Error)
      throw new Fault('webhook.unusable', `The database refuses a value of it: ${result.message}`, { cause: result });
    return result === undefined || result === 'lost' ? 'changed' : result;
  };
}

async function takeTogether({ clock, commitReceived, onTaken }: TakeReceivedDeps, entries: ReceivedBatchEntry[]) {
  const now = clock.now();
  const judged = new Map<RowToJudge, TakenWebhook>();
  const rows = entries.map(toRow);
  const results = await commitReceived({
    rows,
    now,
    judge: async (held, locked) => {
      const webhooks = await judgeRows(held, locked, now);
      held.forEach((row, place) => judged.set(row, webhooks[place] as TakenWebhook));
      return webhooks;
    },
  });
  const done = rows.flatMap((row, place) => (results[place] === 'done' ? (judged.get(row) ?? []) : []));
  const types = done
    .flatMap(({ parts }) => parts)
    .flatMap(({ notifications }) => notifications)
    .flatMap(({ events }) => events.map(({ type }) => type));
  onTaken({ types, wantsPolls: done.some(({ wanted }) => wanted.length > 0) });
  return rows.map((row, place) => {
    const result = results[place];
    return result === 'done' ? judged.get(row)?.outcome : result;
  });
}

function toRow(entry: ReceivedBatchEntry): RowToJudge {
  const { webhook, connector, items, signals } = entry;
  const pollIds = [...items.flatMap(({ watched }) => watched?.pollId ?? []), ...signals.map(({ pollId }) => pollId)];
  return {
    entry,
    id: webhook.id,
    fence: webhook.fence,
    instanceId: webhook.instance.id,
    receivedAt: webhook.receivedAt,
    pollIds: [...new Set(pollIds)],
    quiet: quietRules(connector.webhooks),
  };
}
