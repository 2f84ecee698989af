import { z } from 'zod';
import { findResource } from '../../hub/find-resource.ts';
import { isRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { LookedUp } from '../../model/connector-webhooks.ts';
import { mechanismsOf } from '../../model/instance-configuration/event-mechanisms.ts';
import { authenticationKind, toAuthenticationKind } from './authentication-kind.ts';
import { toElementBody } from './element-body.ts';
import type { ExistingElement } from './existing-element.ts';

const polledResource = z.object({ eventTypes: z.array(z.string()), pollUrl: z.string() });

export const elementMetadata = z
  .looseObject({
    id: z.number(),
    key: z.string(),
    name: z.string(),
    description: z.string(),
    hub: z.string(),
    active: z.boolean(),
    private: z.boolean().describe('An addition. True: the organisation has built or imported it.'),
    resourceCount: z.number().describe('An addition: how many resources can be read.'),
    authentication: authenticationKind.describe('An addition.'),
    authenticationTypes: z.array(z.string()),
    eventTypes: z
      .array(z.string())
      .describe('`polling`, where a resource is polled by default; `webhook`, where it takes webhooks.'),
    pollingResources: z.array(z.string()),
    events: z.object({
      supported: z.boolean(),
      methods: z.array(z.string()),
      polling: z.record(z.string(), polledResource).describe('By polled resource.'),
      webhook: z
        .record(z.string(), z.object({ eventTypes: z.array(z.string()) }))
        .describe('What the rules of its webhooks name, by resource.'),
    }),
  })
  .meta({ id: 'ElementMetadata' });

export type ElementMetadata = z.output<typeof elementMetadata>;

/** What is known of a connector. What its document says of itself stays where we do not know better. */
export function toMetadata(
  { id, active, element, connector }: Pick<ExistingElement, 'id' | 'active' | 'element' | 'connector'>,
  { expand }: { expand: boolean },
): ElementMetadata {
  const { key, name, description, hub, documentation } = connector;
  const polling = polledResources(connector);
  const takesWebhooks = mechanismsOf(connector).includes('webhook');
  const methods = [...(Object.keys(polling).length > 0 ? ['polling'] : []), ...(takesWebhooks ? ['webhook'] : [])];
  const body = toElementBody(connector);
  const said = element['elementMetadata'];
  return {
    ...(isRecord(said) && said),
    id,
    key,
    name,
    description,
    hub,
    image: body.image,
    active,
    private: body.private,
    resourceCount: Object.keys(connector.resources).length,
    authentication: toAuthenticationKind(connector.authentication),
    beta: body.beta,
    extendable: body.extendable,
    authenticationTypes: [body.authentication.type],
    ...(documentation !== undefined && { api: { type: 'rest json', vendorDocumentationUrl: documentation } }),
    eventTypes: methods,
    pollingResources: Object.keys(polling),
    events: { supported: methods.length > 0, methods, polling, webhook: toldResources(connector) },
    ...(expand && { resources: element['resources'] ?? [], objects: element['objects'] ?? [] }),
  };
}

/** Those whose names and types the rules say; what stands in webhooks as it is, or a hook tells, is known by webhooks alone. */
function toldResources({ webhooks }: Connector): ElementMetadata['events']['webhook'] {
  const told = new Map<string, string[]>();
  for (const { resource = '', type, ignore } of webhooks?.rules ?? []) {
    if (ignore) continue;
    const types = wordsOf(type).map((word) => word.toLowerCase());
    for (const name of wordsOf(resource)) told.set(name, [...new Set([...(told.get(name) ?? []), ...types])]);
  }
  return Object.fromEntries([...told].map(([name, eventTypes]) => [name, { eventTypes }]));
}

const wordsOf = (lookedUp: LookedUp): string[] =>
  (typeof lookedUp === 'string' ? [lookedUp] : [...Object.values(lookedUp.map ?? {}), lookedUp.otherwise ?? '']).filter(
    (word) => word !== '',
  );

function polledResources(connector: Connector): ElementMetadata['events']['polling'] {
  const polled = Object.entries(connector.events.polling.configuration).map(([name, definition]) => {
    const pollUrl = typeof definition['url'] === 'string' ? definition['url'] : '';
    const eventTypes = ['created', 'updated', ...(tellsDeletions(connector, pollUrl) ? ['deleted'] : [])];
    return [name, { eventTypes, pollUrl }];
  });
  return Object.fromEntries(polled) as ElementMetadata['events']['polling'];
}

/** Whether its provider marks deleted records; comparing all records finds deletions of any resource. */
function tellsDeletions(connector: Connector, pollUrl: string): boolean {
  try {
    return findResource(connector, pollUrl.split('?')[0] ?? '').resource.deletedWhen !== undefined;
  } catch {
    return false;
  }
}
