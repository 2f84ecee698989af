import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../store/database.ts';
import { ping } from '../store/migrate.ts';
import { routesOf } from './routes.ts';

const body = z.object({ status: z.enum(['ok', 'unavailable']), database: z.enum(['ok', 'unreachable']) });

/** `GET /healthz`, without authorization: 200 when requests can be served, else 503. */
export function healthRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  const schema = {
    security: [],
    tags: ['Health'],
    summary: 'Whether the server can work',
    response: { 200: body, 503: body },
  };
  routesOf(app).get('/healthz', { schema }, async (_request, reply) =>
    (await ping(db))
      ? ({ status: 'ok', database: 'ok' } as const)
      : reply.code(503).send({ status: 'unavailable', database: 'unreachable' }),
  );
}
