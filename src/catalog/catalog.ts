import type { Connector } from '../model/connector.ts';

/** The connectors that this server knows. */
export interface Catalog {
  /** By key, or by numeric id as text or number. */
  byKeyOrId(keyOrId: string | number): Connector | undefined;
  /** Sorted by key. */
  all(): readonly Connector[];
}

/** A catalogue of checked connectors. Keys and ids must be unique (loadCatalog sees to it). */
export function createCatalog(connectors: readonly Connector[]): Catalog {
  const sorted = connectors.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const byKeyOrId = new Map(
    sorted.flatMap((connector) => [[connector.key, connector] as const, [String(connector.id), connector]]),
  );
  return {
    byKeyOrId: (keyOrId) => byKeyOrId.get(String(keyOrId)),
    all: () => sorted,
  };
}
