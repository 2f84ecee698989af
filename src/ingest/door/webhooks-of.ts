import type { Connector } from '../../model/connector.ts';
import { webhooksSchema, type Webhooks } from '../../model/connector-webhooks.ts';

/** A connector may have an event hook alone: then it is the hook that knows what is genuine, and what it means. */
export const connectorTakesWebhooks = ({ webhooks, hooks }: Pick<Connector, 'webhooks' | 'hooks'>): boolean =>
  webhooks !== undefined || hooks.event !== undefined;

/** What the connector says of its webhooks; with an event hook alone, nothing but that the hook knows. */
export const webhooksOf = ({ webhooks }: Pick<Connector, 'webhooks'>): Webhooks =>
  webhooks ?? webhooksSchema.parse({ verify: { kind: 'hook' } });
