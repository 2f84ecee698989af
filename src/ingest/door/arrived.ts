import { parseWebhookBody, type ParsedBody } from '../../model/webhook-body/parse-webhook-body.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';

/** A request whose body has not been looked at. */
export interface ArrivingWebhook extends Omit<WebhookRequest, 'body'> {
  /** The body, decompressed. Faults: why it cannot be. */
  readBody: () => Promise<Buffer>;
}

/** A request with its bytes. What they say is found out when it is asked for, and once. */
export interface Arrived {
  request: WebhookRequest;
  parsed: () => ParsedBody;
}

export async function withBody({ readBody, ...head }: ArrivingWebhook): Promise<Arrived> {
  const request: WebhookRequest = { ...head, body: await readBody() };
  let parsed: ParsedBody | undefined;
  return { request, parsed: () => (parsed ??= parseWebhookBody(request)) };
}
