import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';

export interface AskedHandshake {
  request: WebhookRequest;
  /** The body as parsed. */
  body: JsonValue;
  configuration: Readonly<Record<string, string>>;
  /** Whether the request came by the secret address of the instance. */
  hasAddressToken: boolean;
}
