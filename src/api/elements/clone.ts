import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { draftElement } from '../../catalog/build/draft-element.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { keyOrId } from './elements.ts';
import { wholeElement } from './existing-element.ts';
import { makeElement } from './make-element.ts';
import { seenBy } from './secret-defaults.ts';
import { elementDetails, shownElement, withVersion } from './shown-element.ts';

const body = z
  .object({
    key: z
      .string()
      .optional()
      .describe('Default: that of the connector with `clone` behind it, and a number if need be.'),
    name: z.string().min(1).optional().describe('Default: that of the connector with ` clone` behind it.'),
  })
  .optional();

/** `POST /elements/{keyOrId}/clone`. */
export function cloneRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Elements'],
    summary: 'Make a connector of your own from it',
    params: keyOrId,
    body,
    response: answers(elementDetails),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).post('/elements/:keyOrId/clone', { onRequest, schema }, async (request, reply) => {
    const { caller } = request.identity;
    const { element, connector } = await wholeElement(deps, request);
    const keys = new Set((await deps.catalog.heads(caller.organizationId)).map(({ key }) => key));
    const { id: _other, ...document } = element;
    const key = request.body?.key ?? freeKey(`${connector.key.slice(0, 56)}clone`, keys);
    const name = request.body?.name ?? `${connector.name} clone`;
    const made = await makeElement(deps, caller, draftElement({ ...document, key, name, active: true }));
    return withVersion(reply, made, shownElement(seenBy(request.identity, made)));
  });
}

function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 2, key = wanted; ; key = `${wanted}${number++}`) if (!taken.has(key)) return key;
}
