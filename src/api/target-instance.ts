import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { Db } from '../store/database.ts';
import { findInstance } from '../store/find-instance.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import type { Access } from './authorization.ts';

/** Where the routes of one instance live: with its id, or without for the instance of the Element token. */
export interface InstancePlace {
  path: '/instances/:id' | '/instances';
  access: Access;
  params: z.ZodRawShape;
}

/** Any text is taken: one that is no id names no instance. */
const id = z.string().meta({ type: 'integer', description: 'The id of the instance.' });

export const placeById: InstancePlace = { path: '/instances/:id', access: 'organization', params: { id } };
export const placeByToken: InstancePlace = { path: '/instances', access: 'element', params: {} };
export const instancePlaces = [placeById, placeByToken];

export interface Target {
  instance: StoredInstance;
  connector: Connector;
}

interface Deps {
  db: Db;
  sealer: Sealer;
  catalog: Catalog;
}

/** The id of the instance that a request is about. */
export function targetId({ params, identity }: FastifyRequest): number {
  const named = (params as { id?: string }).id ?? identity.element?.id;
  if (named === undefined) throw new Fault('authentication.missing', 'The Authorization header lacks Element.');
  const found = /^\d+$/.test(String(named)) ? Number(named) : Number.NaN;
  if (!Number.isSafeInteger(found)) throw noInstance(named);
  return found;
}

/** The instance that a request is about. Those of other organisations do not exist for the caller. */
export async function targetInstance(deps: Deps, request: FastifyRequest): Promise<Target> {
  const { organizationId } = request.identity.caller;
  const named = targetId(request);
  const instance = await findInstance(deps, { organizationId, id: named });
  if (!instance) throw noInstance(named);
  return { instance, connector: await connectorOf(deps.catalog, organizationId, instance.connectorKey) };
}

export const noInstance = (named: number | string): Fault =>
  new Fault('instance.not_found', `There is no instance ${JSON.stringify(named)}.`);

export async function connectorOf(
  catalog: Catalog,
  organizationId: number,
  keyOrId: string | number,
): Promise<Connector> {
  const connector = await catalog.find(organizationId, keyOrId);
  if (connector) return connector;
  const known = (await catalog.heads(organizationId)).map(({ key }) => key);
  throw new Fault(
    'connector.not_found',
    `There is no connector ${JSON.stringify(keyOrId)}; there are ${known.join(', ')}.`,
  );
}
