import { z } from 'zod';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { ConfigurationEntry, Connector } from '../../model/connector.ts';
import { isTrue } from '../../model/element/element-document.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { configurationId } from '../configuration-id.ts';
import { entriesOf, type DocumentEntry } from './entries-of.ts';
import type { ExistingElement } from './existing-element.ts';

/** Entries of documents may have more members; all are answered as they were sent. */
export const elementConfigurationItem = z
  .looseObject({
    id: z.union([z.number(), z.string()]),
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    defaultValue: z.unknown().optional(),
    type: z.string(),
    required: z.boolean(),
    displayOrder: z.number(),
    active: z.boolean(),
    internal: z.boolean(),
    isPrivate: z.boolean(),
    hideFromConsole: z.boolean(),
    groupControl: z.boolean(),
    companyConfig: z.boolean(),
    resellerConfig: z.boolean(),
  })
  .meta({ id: 'ElementConfiguration' });

const flags = [
  'required',
  'active',
  'internal',
  'isPrivate',
  'hideFromConsole',
  'groupControl',
  'companyConfig',
  'resellerConfig',
] as const satisfies (keyof Item)[];

type Item = z.output<typeof elementConfigurationItem>;

/**
 * All entries that instances of the connector have: those of its document as they stand there, then those that every
 * connector has, with its own polling defaults filled in.
 */
export function elementConfiguration({
  connector,
  element,
  version,
}: Pick<ExistingElement, 'connector' | 'element' | 'version'>): Item[] {
  const common = commonItems(connector);
  if (version === undefined) return common;
  const own = entriesOf(element);
  const keys = new Set(own.map(({ key }) => key));
  const byKey = new Map(common.map((item) => [item.key, item]));
  const shown = own.map((entry) => ({ ...(byKey.get(entry.key) ?? plainItem(connector, entry)), ...present(entry) }));
  return [...(shown as Item[]), ...common.filter(({ key }) => !keys.has(key))];
}

const commonItems = (connector: Connector): Item[] =>
  connectorEntries(connector).map((entry, displayOrder) => toItem(connector, entry, displayOrder));

function toItem(connector: Connector, entry: ConfigurationEntry, displayOrder: number): Item {
  const { defaultValue } = entry;
  return {
    id: configurationId(connector.key, entry.key),
    key: entry.key,
    name: entry.name,
    description: entry.description,
    ...(defaultValue !== undefined && { defaultValue }),
    type: entry.type,
    ...(entry.options && { options: entry.options }),
    required: entry.required,
    displayOrder,
    active: true,
    internal: entry.internal ?? false,
    isPrivate: false,
    hideFromConsole: entry.internal ?? false,
    groupControl: false,
    companyConfig: false,
    resellerConfig: false,
  };
}

/** An entry that the connector does not use has only what its document says of it. */
const plainItem = (connector: Connector, { key }: DocumentEntry): Item =>
  toItem(connector, { key, name: key, description: '', type: 'TEXTFIELD_1000', required: false }, 0);

/** A member that is null says no more than one that is absent; some exports write flags and numbers as text. */
const present = (entry: JsonRecord): JsonRecord =>
  Object.fromEntries(
    Object.entries(entry)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, readAs[name]?.(value) ?? value]),
  );

const readAs: Readonly<Record<string, (value: JsonValue) => JsonValue>> = {
  ...Object.fromEntries(flags.map((name) => [name, isTrue])),
  displayOrder: (value) => (Number.isFinite(Number(value)) ? Number(value) : 0),
};
