import type { components } from '../../../api/openapi-types.ts';
import type { Tone } from '../../../parts/status-badge.tsx';

export type EventRecord = components['schemas']['EventRecord'];
export type EventDelivery = components['schemas']['EventDelivery'];

export interface StatusWord {
  tone: Tone;
  word: string;
}

/** How an event stands with those who are to be told it. */
export function eventStatus({ status, deliveries }: Pick<EventRecord, 'status' | 'deliveries'>): StatusWord {
  const waiting = deliveries.created + deliveries.retry + deliveries.queued;
  switch (status) {
    case 'NEW':
      return { tone: 'neutral', word: 'Nobody to tell' };
    case 'CONSUMED':
      return { tone: 'good', word: 'Acknowledged' };
    case 'NOTIFIED':
      return waiting === 0 ? { tone: 'good', word: 'Delivered' } : { tone: 'attention', word: 'Partly delivered' };
    case 'DISPATCHED':
      if (deliveries.queued + deliveries.retry === 0) return { tone: 'waiting', word: 'To be sent again' };
      return deliveries.queued > 0
        ? { tone: 'bad', word: 'Failed, waits' }
        : { tone: 'bad', word: 'Failed, tried again' };
    case 'RECEIVED':
      return deliveries.queued > 0 ? { tone: 'paused', word: 'Waits' } : { tone: 'waiting', word: 'To be sent' };
  }
}

/** How one delivery of an event stands. */
export function deliveryStatus({ status, exchanges }: Pick<EventDelivery, 'status' | 'exchanges'>): StatusWord {
  const failed = exchanges.at(-1) !== undefined && exchanges.at(-1)?.outcome !== 'delivered';
  switch (status) {
    case 'delivered':
      return { tone: 'good', word: 'Delivered' };
    case 'retry':
      return { tone: 'bad', word: 'Failed, tried again' };
    case 'queued':
      return failed ? { tone: 'bad', word: 'Failed, waits' } : { tone: 'paused', word: 'Waits' };
    case 'created':
      return { tone: 'waiting', word: 'To be sent' };
  }
}

const colours: Readonly<Record<string, string>> = { CREATED: 'green', UPDATED: 'blue', DELETED: 'red' };

/** The colour of an event type, wherever one is shown. */
export const typeColour = (type: string): string => colours[type] ?? 'gray';
