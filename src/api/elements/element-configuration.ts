import { z } from 'zod';
import type { ConfigurationEntry, Connector } from '../../model/connector.ts';
import { connectorEntries } from '../../provision/connector-entries.ts';
import { configurationId } from '../configuration-id.ts';

export const elementConfigurationItem = z
  .object({
    id: z.number(),
    key: z.string(),
    name: z.string(),
    description: z.string(),
    defaultValue: z.string().optional(),
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

/** All entries of a connector, with its own polling defaults filled in. */
export function toElementConfiguration(connector: Connector): z.output<typeof elementConfigurationItem>[] {
  return connectorEntries(connector).map((entry, displayOrder) => {
    const defaultValue = defaultOf(connector, entry);
    return {
      id: configurationId(connector.key, entry.key),
      key: entry.key,
      name: entry.name,
      description: entry.description,
      ...(defaultValue !== undefined && { defaultValue }),
      type: entry.type,
      required: entry.required,
      displayOrder,
      active: true,
      internal: false,
      isPrivate: false,
      hideFromConsole: false,
      groupControl: false,
      companyConfig: false,
      resellerConfig: false,
    };
  });
}

function defaultOf({ events: { polling } }: Connector, { key, defaultValue }: ConfigurationEntry): string | undefined {
  if (key === 'event.poller.configuration') return JSON.stringify(polling.configuration);
  if (key === 'event.poller.refresh_interval') return String(polling.defaultIntervalMinutes);
  return defaultValue;
}
