import { printCount, printDuration } from '../../parts/format.ts';
import type { Tone } from '../../parts/status-badge.tsx';
import type { Operations, QueueFigures, Worker } from './operations-queries.ts';

/** What a figure means, for those who do not know which value would be good. */
export interface Judgement {
  tone: Tone;
  text: string;
}

const lateAfterSeconds = 60;
const veryLateAfterSeconds = 300;

const good = (text: string): Judgement => ({ tone: 'good', text });

/** `date`: when the figures were read. Endpoints that are down, or switched off, say nothing of how others are served. */
export function judgeDeliveries({ deliveries }: QueueFigures, date: string): Judgement {
  const { outstanding, oldestDate } = deliveries.active;
  if (outstanding === 0) {
    const down = deliveries.resting.subscriptions;
    if (down > 0) return { tone: 'attention', text: `${printCount(down, 'endpoint')} down; all others are up to date` };
    return good('Everything is delivered');
  }
  const age = oldestDate === null ? 0 : (Date.parse(date) - Date.parse(oldestDate)) / 1000;
  if (age < lateAfterSeconds) return good('Deliveries keep up');
  const tone = age < veryLateAfterSeconds ? 'attention' : 'bad';
  return { tone, text: `Deliveries are late by ${printDuration(age)}` };
}

export function judgePolls({ polls }: QueueFigures): Judgement {
  if (polls.overdue > 0) {
    const text = `${printCount(polls.overdue, 'poll')} should have run and did not`;
    return { tone: 'bad', text };
  }
  if (polls.running + polls.due + polls.waiting === 0) return { tone: 'neutral', text: 'Nothing is polled' };
  return good('Polls keep up');
}

export function judgeCompleteness({ polls }: QueueFigures): Judgement {
  if (polls.lagMs === null) return { tone: 'neutral', text: 'Nothing has been read to its end yet' };
  return { tone: 'neutral', text: `The last resource: ${printDuration(polls.lagMs.most / 1000)}` };
}

const busyInbox = 1_000;

export function judgeWebhooks({ webhooks }: QueueFigures, date: string): Judgement {
  if (webhooks.waiting === 0) return good('The inbox is empty');
  const age = webhooks.oldestDate === null ? 0 : (Date.parse(date) - Date.parse(webhooks.oldestDate)) / 1000;
  if (age < lateAfterSeconds && webhooks.waiting < busyInbox) return good('The inbox keeps up');
  return { tone: 'attention', text: `The oldest came ${printDuration(age)} ago` };
}

/** Undefined where the processes are not told. */
export function judgeWorkers(workers: readonly Worker[] | undefined): Judgement | undefined {
  if (workers === undefined) return undefined;
  const alive = workers.filter(({ state }) => state === 'alive');
  if (!alive.some(({ roles }) => roles.includes('worker')))
    return { tone: 'bad', text: 'No process polls or delivers: start one with the role worker' };
  const lost = workers.filter(({ state }) => state === 'lost').length;
  if (lost > 0) return { tone: 'attention', text: `${printCount(lost, 'process', 'processes')} lost` };
  return good('All processes are alive');
}

const rank: Partial<Record<Tone, number>> = { bad: 2, attention: 1 };

/** All of it in one word. */
export function judgeAll({ queue, date, server, pausedPolling, stoppedSubscriptions }: Operations): Judgement {
  const judged = [
    judgeWorkers(server?.workers),
    judgeDeliveries(queue, date),
    judgePolls(queue),
    judgeWebhooks(queue, date),
  ].filter((one) => one !== undefined);
  const worst = judged.reduce((most, one) => Math.max(most, rank[one.tone] ?? 0), 0);
  if (worst === 2) return { tone: 'bad', text: 'Falls behind' };
  const stopped = pausedPolling.total + stoppedSubscriptions.total;
  if (worst === 1 || stopped > 0) return { tone: 'attention', text: 'Keeps up, with exceptions' };
  return good('Keeps up');
}
