import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { partAt, withReplacedPart } from '../../catalog/build/element-parts.ts';
import { isRecord, type JsonRecord } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { keyOrId } from './elements.ts';
import { changeDocument, existingElement } from './existing-element.ts';
import { withVersion } from './shown-element.ts';

const tags = ['Elements'];
const path = '/elements/:keyOrId/resources/:id/models';
const params = keyOrId.extend({ id: z.string() });
const model = z.looseObject({ name: z.string().nullish() });
const resources = { list: 'resources' };

/** `GET|POST|DELETE /elements/{keyOrId}/resources/{id}/models`: a resource has one model at most. */
export function elementModelRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const routes = routesOf(app);
  const get = { tags, summary: 'The model of a resource, if it has one', params, response: answers(z.array(model)) };
  routes.get(path, { onRequest, schema: get }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    const found = partAt(existing.element, resources, request.params.id)['model'];
    return withVersion(reply, existing, isRecord(found) ? [found] : []);
  });
  const post = { tags, summary: 'Set the model of a resource', params, body: model, response: answers(model) };
  routes.post(path, { onRequest, schema: post }, async (request, reply) => {
    const { id } = request.params;
    const sent = request.body as JsonRecord;
    const changed = await changeDocument(deps, request, (element) => withModel(element, id, sent));
    return withVersion(reply, changed, sent);
  });
  const remove = { tags, summary: 'Delete the model of a resource', params, response: answers(nothing) };
  routes.delete(path, { onRequest, schema: remove }, async (request, reply) => {
    await changeDocument(deps, request, (element) => withModel(element, request.params.id, undefined));
    return reply.code(200).send();
  });
}

function withModel(element: JsonRecord, id: string, sent: JsonRecord | undefined): JsonRecord {
  const { model: before, ...resource } = partAt(element, resources, id);
  if (sent === undefined && before === undefined)
    throw new Fault('connector.part_not_found', `Resource ${id} of the connector has no model.`);
  const part = { ...resource, ...(sent !== undefined && { model: sent }) };
  return withReplacedPart(element, resources, { id, part }).element;
}
