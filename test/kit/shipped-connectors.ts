import { join } from 'node:path';
import { loadShipped } from '../../src/catalog/load-shipped.ts';
import type { Connector } from '../../src/model/connector.ts';

export const shippedDirectory = join(import.meta.dirname, '..', '..', 'connectors');
let shipped: Promise<Connector[]> | undefined;

/**
 * The connectors that come with the server, read once in a worker process: reading thirty takes longer than all else at the
 * start of a server, of which a run has hundreds. They are frozen, so that no test can spoil them for another.
 */
export function shippedConnectors(): Promise<Connector[]> {
  shipped ??= loadShipped(shippedDirectory).then(frozen);
  return shipped;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
