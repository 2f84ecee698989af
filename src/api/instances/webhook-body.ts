import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { isRecord } from '../../lib/json.ts';
import { receivedStatuses, type ReceivedHead, type ReceivedWhole } from '../../store/list-received.ts';

const isoDate = z.string().nullable();
const texts = z.record(z.string(), z.string());

/** Outcomes that an older version stored may lack some of it. */
const outcome = z
  .looseObject({
    items: z.number(),
    told: z
      .number()
      .describe('Of these, told as events; counted by type as well. The others are ignored or left to a poll.'),
    created: z.number(),
    updated: z.number(),
    deleted: z.number(),
    other: z.number().describe('With a word of a hook or a rule as its type.'),
    ignored: z.number(),
    polls: z.number().describe('Left to a poll, which was asked for.'),
    refused: z.number().describe('Cannot be used.'),
    remarks: z.array(z.string()).describe('Why, at most 20.'),
    log: z.array(z.string()).describe('What the event hook has written, at most 20 lines.'),
    decisions: z
      .array(
        z.looseObject({ resource: z.string(), recordId: z.string(), outcome: z.string(), why: z.string().optional() }),
      )
      .describe('What was decided of each change that was told or judged, and by which rule; at most 20.'),
  })
  .partial();

/** A received webhook in a list. */
export const webhookHead = z
  .object({
    id: z.number(),
    method: z.string(),
    contentType: z.string().nullable(),
    size: z.number().nullable().describe('Bytes of the body; null: it is no longer kept.'),
    verified: z.boolean().describe('It is proved that the provider sent it. A secret address alone proves nothing.'),
    status: z
      .enum(receivedStatuses)
      .describe('waiting: to be worked on; done: `outcome` tells what it became; failed: `error` tells why.'),
    attempts: z.number().describe('How often it was worked on in vain.'),
    outcome: outcome.nullable().describe('What its items became: each is counted once.'),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    receivedDate: z.string(),
    nextAttemptDate: isoDate.describe('While it waits.'),
    finishedDate: isoDate,
  })
  .meta({ id: 'Webhook' });

/** With what was sent. */
export const webhookWhole = webhookHead
  .extend({
    query: texts.describe('Without secrets.'),
    headers: texts.describe('Names in lower case; without those that are secret.'),
    body: z.string().nullable().describe('As received, or the part of this instance. Null: it is no longer kept.'),
    bodyEncoding: z.enum(['text', 'base64']).describe('base64 where the body is no text.'),
  })
  .meta({ id: 'WebhookWithBody' });

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export const toWebhookHead = (received: ReceivedHead): z.output<typeof webhookHead> => ({
  id: received.id,
  method: received.method,
  contentType: received.contentType,
  size: received.size,
  verified: received.trusted,
  status: received.status,
  attempts: received.attempts,
  outcome: isRecord(received.outcome) ? received.outcome : null,
  error: received.fault && { code: received.fault.code, message: received.fault.message },
  receivedDate: new Date(received.receivedAt).toISOString(),
  nextAttemptDate: received.status === 'waiting' ? iso(received.nextAttemptAt) : null,
  finishedDate: iso(received.finishedAt),
});

export function toWebhookWhole(received: ReceivedWhole): z.output<typeof webhookWhole> {
  const { query, headers, body } = received;
  const bodyEncoding = body === null || isUtf8(body) ? 'text' : 'base64';
  const text = body?.toString(bodyEncoding === 'text' ? 'utf8' : 'base64') ?? null;
  return { ...toWebhookHead(received), query, headers, body: text, bodyEncoding };
}
