import type { JsonRecord } from '../../lib/json.ts';
import type { ConfigurationEntry, Connector } from '../../model/connector.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { plain } from './native-entries.ts';
import { asJson } from './as-json.ts';
import { writeHooks } from './write-hooks.ts';
import { writeResource } from './write-resource.ts';

/**
 * A connector of ours as an element document: in the element's own words as far as they go, for people and tools that know
 * them, and whole in its members `tidings`. `readElement` gives the same connector back. Parts have ids that stay as long
 * as the connector does.
 */
export function writeElement(connector: Connector): JsonRecord {
  const counter = partCounter(connector);
  const { id, key, name, description, hub } = connector;
  const document: JsonRecord = {
    id,
    key,
    name,
    description,
    hub,
    active: true,
    deleted: false,
    private: false,
    cloneable: true,
    extendable: false,
    typeOauth: connector.authentication.type.startsWith('oauth'),
    authentication: { type: authenticationTypes[connector.authentication.type] },
    protocolType: 'http',
    configuration: connectorEntries(connector).map((entry) => writeEntry(counter(), plain(entry))),
    parameters: [],
    hooks: writeHooks(connector.hooks, counter),
    resources: Object.entries(connector.resources).flatMap(([resourceName, resource]) =>
      writeResource({ hub, name: resourceName, resource }, counter),
    ),
    objects: [],
    models: [],
    tidings: { connector: asJson(nativePart(connector)) },
  };
  return document;
}

/** Ids of one connector are not those of another. */
function partCounter({ id }: Connector): () => number {
  let last = id * 10_000;
  return () => ++last;
}

const authenticationTypes: Readonly<Record<Connector['authentication']['type'], string>> = {
  oauth2: 'oauth2',
  oauth1: 'oauth1',
  basic: 'basic',
  apiKey: 'custom',
  bearer: 'custom',
  jwt: 'custom',
  session: 'custom',
  none: 'custom',
};

function writeEntry(id: number, entry: ConfigurationEntry): JsonRecord {
  const { key, name, description, type, options, internal = false, required, defaultValue } = entry;
  return {
    id,
    key,
    name,
    description,
    type,
    ...(options && { options: options.map((option) => ({ ...option, description: option.name })) }),
    ...(defaultValue !== undefined && { defaultValue }),
    required,
    internal,
    hideFromConsole: internal,
    active: true,
    displayOrder: 1,
    groupControl: false,
    companyConfig: false,
    resellerConfig: false,
  };
}

/** All that the rest of the document does not say. */
function nativePart(connector: Connector) {
  const { documentation, headers, authentication, unauthorizedStatuses, successWhen } = connector;
  const { rateLimit, accountKeys, lifecycle, baseUrl, webhooks, hooks } = connector;
  const { polling: _, ...events } = connector.events;
  const own = connector.configuration.find(({ key }) => key === 'base.url');
  const isSaid = own === undefined || (own.defaultValue ?? '') === baseUrl;
  return {
    documentation,
    headers,
    authentication,
    unauthorizedStatuses,
    successWhen,
    rateLimit,
    accountKeys,
    lifecycle,
    events,
    baseUrl: isSaid ? undefined : baseUrl,
    webhooks,
    hooks: hooks.event && { eventOnPolled: hooks.eventOnPolled },
  };
}
