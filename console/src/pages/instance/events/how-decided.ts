import type { EventRecord } from './event-status.ts';

const acts: Readonly<Record<string, string>> = {
  CREATED: 'The record was not known before, or its date of creation lies in the time that was looked at',
  UPDATED: 'The record was known, and its version or date is newer than what was told of it before',
  DELETED: 'The record is gone: the provider said so, or complete reads did not find it any more',
};

type Decided = Pick<EventRecord, 'eventType' | 'source' | 'initial'> & { changedFields?: string[] | undefined };

/** In words, from what is kept of an event. */
export function howDecided({ eventType, source, initial, changedFields }: Decided): string {
  const act = acts[eventType] ?? `It has the type ${eventType}, as the webhook said`;
  const sentences = [
    source === 'webhook' ? 'A webhook of the provider told of it.' : 'A poll found it.',
    `${act}.`,
    ...(initial ? ['It belongs to the first read: it is old data, and is marked as such.'] : []),
    ...(changedFields?.length === 0 ? ['No field that is compared differs from the version before.'] : []),
  ];
  return sentences.join(' ');
}
