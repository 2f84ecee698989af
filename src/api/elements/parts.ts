import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  partAt,
  partsAt,
  pathOfPart,
  withoutPart,
  withPart,
  withReplacedPart,
  type PartPlace,
} from '../../catalog/build/element-parts.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { keyOrId } from './elements.ts';
import { changeDocument, existingElement, type ExistingElement } from './existing-element.ts';
import { remarkBody, withVersion } from './shown-element.ts';

interface PartKind {
  /** The list in the document, and in the path. */
  list: string;
  /** The list whose parts have this one; absent: the element has it. */
  of?: string;
  idName: string;
  /** One of them, in words. */
  one: string;
}

const kinds: readonly PartKind[] = [
  { list: 'hooks', idName: 'hookId', one: 'hook' },
  { list: 'parameters', idName: 'id', one: 'default parameter' },
  { list: 'resources', idName: 'id', one: 'resource' },
  { list: 'hooks', of: 'resources', idName: 'hookId', one: 'hook of a resource' },
  { list: 'parameters', of: 'resources', idName: 'parameterId', one: 'parameter of a resource' },
  { list: 'objects', idName: 'id', one: 'object' },
  { list: 'fields', of: 'objects', idName: 'fieldId', one: 'field of an object' },
];

const tags = ['Elements'];
const part = z.looseObject({ id: z.union([z.number(), z.string()]) }).meta({ id: 'ElementPart' });
const writtenPart = part
  .extend({
    remarks: z
      .array(remarkBody)
      .describe('An addition: what of it does not run here, or not as it is written, and why.'),
  })
  .meta({ id: 'WrittenElementPart' });
const inDocument = 'As it stands in an element document; see docs/reference/elements-format.md.';
const body = z.looseObject({}).describe(inDocument);
const namedBody = z.looseObject({ name: z.string().min(1) }).describe(inDocument);
const bodyOf = ({ list }: PartKind) => (list === 'objects' ? namedBody : body);

/** `GET|POST …/{list}` and `GET|PUT|DELETE …/{list}/{id}` of the parts of an element. */
export function elementPartRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const kind of kinds) {
    listRoutes(app, deps, kind);
    oneRoutes(app, deps, kind);
  }
}

function listRoutes(app: FastifyInstance, deps: ApiDeps, kind: PartKind): void {
  const onRequest = access(deps, 'organization');
  const { path, params } = pathOf(kind);
  const routes = routesOf(app);
  const get = { tags, summary: `The list of each ${kind.one}`, params, response: answers(z.array(part)) };
  routes.get(path, { onRequest, schema: get }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    return withVersion(reply, existing, partsAt(existing.element, placeOf(kind, request)) as Part[]);
  });
  const post = { tags, summary: `Add a ${kind.one}`, params, body: bodyOf(kind), response: answers(writtenPart) };
  routes.post(path, { onRequest, schema: post }, async (request, reply) => {
    let added: JsonRecord = {};
    const changed = await changeDocument(deps, request, (element) => {
      const result = withPart(element, placeOf(kind, request), sentPart(request));
      added = result.part;
      return result.element;
    });
    return withVersion(reply, changed, withRemarks(changed, placeOf(kind, request), added));
  });
}

function oneRoutes(app: FastifyInstance, deps: ApiDeps, kind: PartKind): void {
  const onRequest = access(deps, 'organization');
  const { path: listPath, params: listParams } = pathOf(kind);
  const path = `${listPath}/:${kind.idName}`;
  const params = listParams.extend({ [kind.idName]: z.string() });
  const idOf = (request: FastifyRequest) => (request.params as Record<string, string>)[kind.idName] ?? '';
  const routes = routesOf(app);
  const one = { tags, params, response: answers(part) };
  routes.get(path, { onRequest, schema: { ...one, summary: `One ${kind.one}` } }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    return withVersion(reply, existing, partAt(existing.element, placeOf(kind, request), idOf(request)) as Part);
  });
  const replacing = { params, body: bodyOf(kind), response: answers(writtenPart) };
  const put = { tags, ...replacing, summary: `Replace a ${kind.one}; it keeps its id` };
  routes.put(path, { onRequest, schema: put }, async (request, reply) => {
    let replaced: JsonRecord = {};
    const changed = await changeDocument(deps, request, (element) => {
      const sent = { id: idOf(request), part: sentPart(request) };
      const result = withReplacedPart(element, placeOf(kind, request), sent);
      replaced = result.part;
      return result.element;
    });
    return withVersion(reply, changed, withRemarks(changed, placeOf(kind, request), replaced));
  });
  const remove = { tags, params, summary: `Delete a ${kind.one}`, response: answers(nothing) };
  routes.delete(path, { onRequest, schema: remove }, async (request, reply) => {
    await changeDocument(deps, request, (element) => withoutPart(element, placeOf(kind, request), idOf(request)));
    return reply.code(200).send();
  });
}

type Part = z.output<typeof part>;

/** An answer that is sent back has remarks, which are no part of the document. */
function sentPart({ body: sent }: FastifyRequest): JsonRecord {
  const { remarks: _ours, ...own } = sent as JsonRecord;
  return own;
}

/** With what is remarked on it, and on what is in it. */
function withRemarks(
  { element, remarks }: ExistingElement,
  place: PartPlace,
  written: JsonRecord,
): z.output<typeof writtenPart> {
  const path = pathOfPart(element, place, String(written['id'] as Part['id']));
  const own = remarks.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  return { ...(written as Part), remarks: own };
}

function pathOf({ list, of }: PartKind) {
  const root = '/elements/:keyOrId';
  if (of === undefined) return { path: `${root}/${list}`, params: keyOrId };
  return { path: `${root}/${of}/:id/${list}`, params: keyOrId.extend({ id: z.string() }) };
}

function placeOf({ list, of }: PartKind, { params }: FastifyRequest): PartPlace {
  return of === undefined ? { list } : { list, of: { list: of, id: (params as { id: string }).id } };
}
