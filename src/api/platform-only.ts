import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { parseAuthorization } from './authorization.ts';

const name = 'calledFor';

/**
 * For GET routes whose path could also be that of a hub resource, such as `/users`: with an Element token it is, and without
 * one it is ours.
 */
export const platformOnly = { [name]: 'platform' };

/** Register before the routes. */
export function tellResourcesApart(app: FastifyInstance): void {
  app.addConstraintStrategy({
    name,
    storage: () => {
      const handlers = new Map<unknown, never>();
      return {
        get: (key) => handlers.get(key) ?? null,
        set: (key, handler) => void handlers.set(key, handler as never),
      };
    },
    deriveConstraint: (request: { headers: IncomingHttpHeaders }) =>
      parseAuthorization(request.headers.authorization).has('element') ? 'resource' : 'platform',
  });
}
