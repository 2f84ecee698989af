import { createHmac } from 'node:crypto';
import type { Change, Fields } from '../types.ts';
import { utcMilliseconds } from '../zone-time.ts';
import type { Hook } from './hook.ts';

/** What stands in one delivery. */
export interface DeliveryContent {
  /** The same when it is sent again. */
  id: string;
  hook: Hook;
  changes: readonly Change[];
}

/** How a vendor writes and signs what it sends. */
export interface WebhookForm {
  contentType: string;
  /** The body, the same at every attempt. */
  write(content: DeliveryContent): string;
  /** Signature and other headers, made anew for every attempt. */
  headers(content: DeliveryContent, body: string, nowMs: number): Record<string, string>;
}

/**
 * No vendor's: `{id, events: [{type: "record.updated", resource, id, occurredAt, record}]}`. `x-sim-delivery` is the id,
 * `x-sim-signature: t=<seconds>,v1=<hex>` the HMAC-SHA256 of `<seconds>.<body>`.
 */
export const plainForm: WebhookForm = {
  contentType: 'application/json',
  write: ({ id, hook, changes }) => JSON.stringify({ id, events: changes.map((change) => eventOf(change, hook)) }),
  headers: ({ id, hook }, body, nowMs) => {
    const seconds = Math.floor(nowMs / 1000);
    const signature = createHmac('sha256', hook.secret).update(`${seconds}.${body}`).digest('hex');
    return { 'x-sim-delivery': id, 'x-sim-signature': `t=${seconds},v1=${signature}` };
  },
};

function eventOf({ type, resource, record, at }: Change, { form }: Hook): Fields {
  const event = { type: `record.${type.toLowerCase()}`, resource, id: record['id'], occurredAt: utcMilliseconds(at) };
  return form === 'full' && type !== 'DELETED' ? { ...event, record } : event;
}
