import { wellFormedJson } from '../lib/well-formed-json.ts';
import { decodeText } from './webhook-body/decode-text.ts';
import { parseWebhookBody } from './webhook-body/parse-webhook-body.ts';

/** A received webhook, as far as its content goes. */
export interface WebhookContent {
  method: string;
  query: Record<string, string>;
  contentType: string | null;
  body: Buffer;
}

/**
 * What a webhook said, as JSON text: its body as it was received where that is JSON, else what was read from its form or its
 * query. A body that is neither is told as one text. What strict readers of JSON refuse is replaced.
 */
export function webhookRaw({ method, query, contentType, body }: WebhookContent): string {
  const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
  const { kind, value } = parseWebhookBody({ method, query, headers, body });
  return wellFormedJson(kind === 'json' ? decodeText(body, contentType ?? '') : JSON.stringify(value));
}
