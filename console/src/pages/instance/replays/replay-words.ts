import type { components } from '../../../api/openapi-types.ts';
import { printCount, printInstant } from '../../../parts/format.ts';
import type { Tone } from '../../../parts/status-badge.tsx';

export type Replay = components['schemas']['Replay'];

export const isUnderWay = ({ status }: Pick<Replay, 'status'>): boolean =>
  status === 'waiting' || status === 'running' || status === 'delivering';

export function replayStatus({ status, lastFailure }: Pick<Replay, 'status' | 'lastFailure'>): {
  tone: Tone;
  word: string;
} {
  switch (status) {
    case 'waiting':
      return { tone: 'waiting', word: 'Waiting' };
    case 'running':
    case 'delivering':
      return lastFailure === null ? { tone: 'working', word: 'Sending' } : { tone: 'attention', word: 'Tried again' };
    case 'completed':
      return { tone: 'good', word: 'Completed' };
    case 'failed':
      return { tone: 'bad', word: 'Failed' };
    case 'cancelled':
      return { tone: 'neutral', word: 'Cancelled' };
  }
}

/** Which events a replay sends, in words. */
export function replayFilter(filter: Replay['filter']): string {
  const { from, to, resources, eventTypes, eventIds, objectIds } = filter;
  const what = eventIds ? printCount(eventIds.length, 'event') : 'All events';
  return [
    eventIds?.length === 1 ? `Event ${eventIds[0]}` : what,
    ...(resources ? [`of ${resources.join(', ')}`] : []),
    ...(eventTypes ? [`of type ${eventTypes.join(', ')}`] : []),
    ...(objectIds
      ? [`of ${objectIds.length === 1 ? `record ${objectIds[0]}` : printCount(objectIds.length, 'record')}`]
      : []),
    ...(from === null || Date.parse(from) === 0 ? [] : [`stored from ${printInstant(from)}`]),
    ...(to === null ? [] : [`until ${printInstant(to)}`]),
  ].join(' ');
}

/** How much of what was found is dealt with, 0 to 100; before anything was found that is nothing, at the end all. */
export function replayProgress({ counts, status }: Pick<Replay, 'counts' | 'status'>): number {
  if (status === 'completed') return 100;
  return counts.found === 0 ? 0 : Math.floor((100 * (counts.found - counts.pending)) / counts.found);
}
