import type { ConnectorHead, ConnectorVersion } from '../store/list-connectors.ts';
import type { Connector } from '../model/connector.ts';

/** Where built connectors come from. */
export interface BuiltConnectors {
  list(organizationId: number): Promise<ConnectorVersion[]>;
  heads(organizationId: number): Promise<ConnectorHead[]>;
  /** With the size of its document; undefined when it was deleted in the meantime. */
  read(id: number): Promise<{ connector: Connector; bytes: number } | undefined>;
}

/** Of servers and tests where nobody builds any. */
export const noBuiltConnectors: BuiltConnectors = {
  list: () => Promise.resolve([]),
  heads: () => Promise.resolve([]),
  read: () => Promise.resolve(undefined),
};
