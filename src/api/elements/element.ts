import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonRecord } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';
import { deleteConnector } from '../../store/delete-connector.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { elementDocument, keyOrId } from './elements.ts';
import {
  changeElement,
  existingElement,
  expectedVersion,
  keyOf,
  notBuilt,
  toEdit,
  versionFault,
} from './existing-element.ts';
import { draftUnmasked } from './secret-defaults.ts';
import { elementDetails, remarkBody, shownElement, withVersion } from './shown-element.ts';

const tags = ['Elements'];
const path = '/elements/:keyOrId';
const params = keyOrId;

/** `GET|PUT|DELETE /elements/{keyOrId}`, `PUT|DELETE …/active`, `GET …/export`, `GET …/remarks`. */
export function elementRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const routes = routesOf(app);
  const one = { tags, params, response: answers(elementDetails) };
  routes.get(path, { onRequest, schema: { ...one, summary: 'One connector' } }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    return withVersion(reply, existing, shownElement(existing));
  });
  const put = { ...one, summary: 'Replace it by another document', body: elementDocument };
  routes.put(path, { onRequest, schema: put }, async (request, reply) => {
    const body = request.body as JsonRecord;
    const changed = await changeElement(deps, request, (before) => {
      const draft = draftUnmasked(before, body);
      return toEdit(draft, body['active'] === undefined ? before.active : draft.active);
    });
    return withVersion(reply, changed, shownElement(changed));
  });
  const remove = { tags, summary: 'Delete it; no instance may use it', params, response: answers(nothing) };
  routes.delete(path, { onRequest, schema: remove }, async (request, reply) => {
    const { organizationId } = request.identity.caller;
    const named = keyOf(request);
    const version = expectedVersion(request);
    const deletion = await deleteConnector(deps.db, { organizationId, keyOrId: named, version });
    if (deletion.outcome === 'unknown') throw await notBuilt(deps, organizationId, named);
    if (deletion.outcome === 'changed') throw versionFault(named);
    if (deletion.outcome === 'inUse') throw inUse(named, deletion.instances);
    deps.catalog.forget(organizationId);
    deps.log.info({ connector: named }, 'connector deleted');
    return reply.code(200).send();
  });
  activeRoutes(app, deps);
  readingRoutes(app, deps);
}

function activeRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const one = { tags, params, response: answers(elementDetails) };
  for (const { method, active, summary } of [
    { method: 'PUT', active: true, summary: 'Let it take new instances' },
    { method: 'DELETE', active: false, summary: 'Let it take no new instances; those that there are go on' },
  ] as const) {
    routesOf(app).route({
      method,
      url: `${path}/active`,
      onRequest,
      schema: { ...one, summary },
      handler: async (request, reply) => {
        const changed = await changeElement(deps, request, (before) => ({
          ...before,
          active,
          element: { ...before.element, active },
        }));
        return withVersion(reply, changed, shownElement(changed));
      },
    });
  }
}

function readingRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const document = z.looseObject({}).describe('The element document, as it was sent.');
  const download = { tags, summary: 'Its document, as a file', params, response: answers(document) };
  routesOf(app).get(`${path}/export`, { onRequest, schema: download }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    reply.header('Content-Disposition', `attachment; filename="${existing.connector.key}.json"`);
    return withVersion(reply, existing, existing.element);
  });
  const remarks = z.array(remarkBody);
  const told = { tags, summary: 'What of it does not run as it is written', params, response: answers(remarks) };
  routesOf(app).get(`${path}/remarks`, { onRequest, schema: told }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    return withVersion(reply, existing, existing.remarks);
  });
}

function inUse(named: string, instances: number): Fault {
  const used = instances === 1 ? '1 instance uses' : `${instances} instances use`;
  const them = instances === 1 ? 'it' : 'them';
  return new Fault(
    'connector.in_use',
    `${used} connector ${named}. Delete ${them} first, or take the connector from use with DELETE /elements/${named}/active.`,
  );
}
