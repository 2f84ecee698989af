import { isDeepStrictEqual } from 'node:util';
import type { ConfigurationEntry, Connector } from '../../model/connector.ts';
import { isTrue, type ElementEntry } from '../../model/element/element-document.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';

type Described = Pick<
  Connector,
  'authentication' | 'baseUrl' | 'events' | 'hooks' | 'lifecycle' | 'resources' | 'webhooks'
>;

/** The connector's own entries among those of a document of ours: what differs from what every such connector has. */
export function nativeEntries(entries: readonly ElementEntry[], described: Described): ConfigurationEntry[] {
  const usual = new Map(
    connectorEntries({ ...described, configuration: [] }).map((entry) => [entry.key, plain(entry)]),
  );
  return entries
    .map(fromElement)
    .filter((entry) => !pollerKeys.has(entry.key) && !isDeepStrictEqual(entry, usual.get(entry.key)));
}

/** Their defaults are the default polls. */
const pollerKeys: ReadonlySet<string> = new Set(['event.poller.configuration', 'event.poller.refresh_interval']);

/** An entry without what is not shown of it. */
export const plain = ({
  key,
  name,
  description,
  type,
  options,
  internal,
  required,
  defaultValue,
}: ConfigurationEntry): ConfigurationEntry => ({
  key,
  name,
  description,
  type,
  ...(options && { options }),
  ...(internal === true && { internal }),
  required,
  ...(defaultValue !== undefined && { defaultValue }),
});

function fromElement(entry: ElementEntry): ConfigurationEntry {
  const { key, name, description, type, options, internal, required, defaultValue } = entry;
  return plain({
    key,
    name: name ?? key,
    description: description ?? '',
    type: (type ?? 'TEXTFIELD') as ConfigurationEntry['type'],
    options: options?.map((option) => ({
      name: option.name ?? String(option.value ?? ''),
      value: String(option.value ?? ''),
    })),
    internal: isTrue(internal),
    required: isTrue(required),
    ...(defaultValue !== undefined && defaultValue !== null && { defaultValue: String(defaultValue) }),
  } as ConfigurationEntry);
}
