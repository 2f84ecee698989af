import type { Clock } from '../lib/clock.ts';
import { createRecentlyUsed } from '../lib/recently-used.ts';
import type { Connector } from '../model/connector.ts';
import type { ConnectorHead, ConnectorVersion } from '../store/list-connectors.ts';
import type { BuiltConnectors } from './built-connectors.ts';

/**
 * The connectors that an organisation can use: those that come with the server, and those it has built. One that it has
 * built hides another of the same key.
 */
export interface Catalog {
  /** By key, or by numeric id as text or number. */
  find(organizationId: number, keyOrId: string | number): Promise<Connector | undefined>;
  /** Sorted by key; no document is read for it. */
  heads(organizationId: number): Promise<readonly ConnectorHead[]>;
  /** The hub of a connector; empty when there is no such connector. */
  hubOf(organizationId: number, key: string): Promise<string>;
  /** Those that come with the server, sorted by key. */
  shipped: readonly Connector[];
  /** To be called after a change to what the organisation has built. Other processes notice within two seconds. */
  forget(organizationId: number): void;
}

export interface CatalogDeps {
  clock: Clock;
  /** Keys and ids are unique (loadShipped sees to it). */
  shipped: readonly Connector[];
  built: BuiltConnectors;
}

const believedForMs = 2_000;
const mostOrganizations = 10_000;
/** Of the documents whose connectors are kept. */
const mostBytes = 64 * 1024 * 1024;

interface KnownKeys {
  byKeyOrId: ReadonlyMap<string, ConnectorVersion>;
  readAt: number;
}

export function createCatalog({ clock, built, ...given }: CatalogDeps): Catalog {
  const shipped = given.shipped.toSorted(byKey);
  const shippedHeads = shipped.map(headOf);
  const shippedByKeyOrId = new Map(shipped.flatMap((one) => [[one.key, one] as const, [String(one.id), one]]));
  const organizations = createRecentlyUsed<number, Promise<KnownKeys>>(mostOrganizations);
  const connectors = createRecentlyUsed<string, Connector>(mostBytes);
  const reading = new Map<string, Promise<Connector | undefined>>();

  /** What could not be read is asked for again the next time. */
  const read = (organizationId: number) => {
    const known = readKeys(organizationId);
    organizations.set(organizationId, known);
    known.catch(() => organizations.get(organizationId) === known && organizations.delete(organizationId));
    return known;
  };

  async function readKeys(organizationId: number): Promise<KnownKeys> {
    const readAt = clock.now();
    const list = await built.list(organizationId);
    return { byKeyOrId: new Map(list.flatMap((one) => [[one.key, one] as const, [String(one.id), one]])), readAt };
  }

  async function keysOf(organizationId: number): Promise<KnownKeys['byKeyOrId']> {
    const asked = organizations.get(organizationId);
    const known = await asked;
    if (known && clock.now() - known.readAt < believedForMs) return known.byKeyOrId;
    // Others who waited for the same reading may have begun the next.
    const newer = organizations.get(organizationId);
    return (await (newer === undefined || newer === asked ? read(organizationId) : newer)).byKeyOrId;
  }

  function connectorOf({ id, version }: ConnectorVersion): Promise<Connector | undefined> {
    const name = `${id} ${version}`;
    const known = connectors.get(name);
    if (known) return Promise.resolve(known);
    const found = reading.get(name) ?? readConnector(id, name).finally(() => reading.delete(name));
    reading.set(name, found);
    return found;
  }

  async function readConnector(id: number, name: string): Promise<Connector | undefined> {
    const found = await built.read(id);
    if (found) connectors.set(name, found.connector, found.bytes);
    return found?.connector;
  }

  async function find(organizationId: number, keyOrId: string | number): Promise<Connector | undefined> {
    const name = String(keyOrId);
    const own = (await keysOf(organizationId)).get(name);
    if (own) return connectorOf(own);
    const found = shippedByKeyOrId.get(name);
    if (found) return found;
    // Another process may have made it a moment ago.
    const newer = (await read(organizationId)).byKeyOrId.get(name);
    return newer && connectorOf(newer);
  }

  async function heads(organizationId: number): Promise<readonly ConnectorHead[]> {
    const own = await built.heads(organizationId);
    const keys = new Set(own.map(({ key }) => key));
    return [...own, ...shippedHeads.filter(({ key }) => !keys.has(key))].toSorted(byKey);
  }

  return {
    find,
    heads,
    shipped,
    hubOf: async (organizationId, key) => (await find(organizationId, key))?.hub ?? '',
    forget: (organizationId) => organizations.delete(organizationId),
  };
}

const headOf = ({ id, key, name, hub, description }: Connector): ConnectorHead => ({
  id,
  key,
  name,
  hub,
  description,
  active: true,
});

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
