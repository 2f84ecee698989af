import type { Connector } from '../connector.ts';
import { connectorEntries } from './connector-entries.ts';

/** The values that entries of a connector have where an instance sets none. */
export const configurationDefaults = (connector: Connector): Record<string, string> =>
  Object.fromEntries(
    connectorEntries(connector).flatMap(({ key, defaultValue }) =>
      defaultValue === undefined ? [] : [[key, defaultValue]],
    ),
  );
