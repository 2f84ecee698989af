import type { HookRun } from '../../sandbox/sandbox.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';

/** What an event hook is told. */
export interface EventInput {
  webhook: Pick<WebhookRequest, 'method' | 'query' | 'headers' | 'body'>;
  /** The body as JSON, or the fields of a form. Undefined: it is neither, or empty. */
  body: JsonValue | undefined;
  eventId: string;
  /** Of the instance, secrets in clear. */
  configuration: Readonly<Record<string, string>>;
}

export interface EventVariables {
  variables: JsonRecord;
  attached: NonNullable<HookRun['attached']>;
}

/** What an event hook sees of a webhook. */
export const eventVariables = ({ webhook, body, eventId, configuration }: EventInput): EventVariables => ({
  variables: {
    events: eventsOf(webhook, body),
    event_method: webhook.method,
    event_parameters: { ...webhook.query },
    event_body_raw: webhook.body.toString('utf8'),
    configuration: { ...configuration },
  },
  attached: { eventHeaders: webhook.headers, eventId },
});

/** The body where it is an object or a list; without a body, the query. Anything else has no members. */
function eventsOf({ query, body: bytes }: EventInput['webhook'], body: JsonValue | undefined): JsonValue {
  if (isRecord(body) || Array.isArray(body)) return body;
  return bytes.length === 0 ? { ...query } : {};
}
