import type { JsonValue } from '../../lib/json.ts';
import { connectorTakesWebhooks } from './webhooks-of.ts';
import type { Connector } from '../../model/connector.ts';
import { takesWebhooks } from '../../model/takes-webhooks.ts';
import type { WebhookInstance } from '../../store/find-webhook-instances.ts';

/** An instance that a request is for, if it is verified. */
export interface Candidate extends WebhookInstance {
  connector: Connector;
  /** What of the body is its own; undefined: all of it, as it came. */
  part: OwnPart | undefined;
}

export interface OwnPart {
  value: JsonValue;
  /** The same as JSON. */
  json: Buffer;
}

export const isListening = ({ instance, connector }: Pick<Candidate, 'instance' | 'connector'>): boolean =>
  takesWebhooks(instance.configuration) && connectorTakesWebhooks(connector);
