import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { updateInstance } from '../../provision/update-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { configurationId } from '../configuration-id.ts';
import { calledAt } from '../public-base.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace, type Target } from '../target-instance.ts';
import { shownConfiguration } from './instance-body.ts';

const tags = ['Instances'];

const item = z
  .object({
    id: z.number(),
    key: z.string(),
    name: z.string(),
    propertyValue: z.string().nullable(),
    type: z.string(),
    required: z.boolean(),
    active: z.boolean(),
    description: z.string(),
    hideFromConsole: z.boolean(),
  })
  .meta({ id: 'InstanceConfiguration' });
type Item = z.output<typeof item>;

const configId = z.string().describe('The id or the key of the entry.');
const change = z.object({
  propertyValue: z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown()), z.null()]),
});

/** `GET /instances[/{id}]/configuration`, `GET|PATCH /instances[/{id}]/configuration/{configId}`. */
export function configurationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    listRoute(app, deps, place);
    itemRoutes(app, deps, place);
  }
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Its configuration',
    params: z.object(place.params),
    response: answers(z.array(item)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/configuration`, { onRequest, schema }, async (request) =>
    toItems(await targetInstance(deps, request)),
  );
}

function itemRoutes(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const params = z.object({ ...place.params, configId });
  const onRequest = access(deps, place.access);
  const url = `${place.path}/configuration/:configId`;
  const schema = { tags, params, response: answers(item) };
  const named = (configIdOf: unknown) => (configIdOf as { configId: string }).configId;
  routesOf(app).get(url, { onRequest, schema: { ...schema, summary: 'One value' } }, async (request) =>
    findItem(await targetInstance(deps, request), named(request.params)),
  );
  const patch = { ...schema, summary: 'Change one value', body: change };
  routesOf(app).patch(url, { onRequest, schema: patch }, async (request) => {
    const target = await targetInstance(deps, request);
    const { key } = findItem(target, named(request.params));
    const configuration = { [key]: request.body.propertyValue };
    const by = request.identity.caller.userId;
    const update = { ...target, request: { configuration }, by, mode: 'merge' as const, calledAt: calledAt(request) };
    const { warnings } = await updateInstance(deps, update);
    deps.log.info({ instanceId: target.instance.id, key, warnings }, 'instance changed');
    return findItem(await targetInstance(deps, request), key);
  });
}

function toItems({ instance, connector }: Target): Item[] {
  const entries = new Map(connectorEntries(connector).map((entry) => [entry.key, entry]));
  return Object.entries(shownConfiguration(instance, connector)).map(([key, propertyValue]) => {
    const entry = entries.get(key);
    return {
      id: configurationId(connector.key, key),
      key,
      name: entry?.name ?? key,
      propertyValue,
      type: entry?.type ?? 'TEXTFIELD_1000',
      required: entry?.required ?? false,
      active: true,
      description: entry?.description ?? '',
      hideFromConsole: false,
    };
  });
}

function findItem(target: Target, idOrKey: string): Item {
  const found = toItems(target).find(({ id, key }) => key === idOrKey || String(id) === idOrKey);
  if (found) return found;
  throw new Fault(
    'configuration.not_found',
    `Instance ${target.instance.id} has no configuration entry ${JSON.stringify(idOrKey)}.`,
  );
}
