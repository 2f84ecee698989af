/**
 * How far an event has come. NEW: nobody is to be told. RECEIVED: not sent yet. DISPATCHED: sent, and not acknowledged.
 * NOTIFIED: a receiver acknowledged it. CONSUMED: its notification was acknowledged through the API.
 */
export const eventStatuses = ['NEW', 'RECEIVED', 'DISPATCHED', 'NOTIFIED', 'CONSUMED'] as const;
export type EventStatus = (typeof eventStatuses)[number];
