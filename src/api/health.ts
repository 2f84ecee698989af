import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withinTime, type Clock } from '../lib/clock.ts';
import type { Db } from '../store/database.ts';
import { readDatabaseState, type DatabaseState } from '../store/database-state.ts';
import { routesOf } from './routes.ts';

export interface ProbeDeps {
  db: Db;
  clock: Clock;
  /** The server finishes what it has begun and takes on nothing more. */
  isStopping: () => boolean;
}

const readiness = z.object({
  status: z.enum(['ok', 'unavailable']),
  server: z.enum(['ok', 'stopping']),
  database: z.enum(['ok', 'outdated', 'unreachable']).describe('outdated: it lacks tables of this version.'),
});

const schema = { security: [], tags: ['Health'] };
/** A database that takes longer to answer is of no use. */
const patienceMs = 2_000;

/** `GET /healthz` and `GET /readyz`, both without authorization. */
export function probeRoutes(app: FastifyInstance, deps: ProbeDeps): void {
  const routes = routesOf(app);
  const alive = {
    ...schema,
    summary: 'Whether the process lives, whatever the state of its database',
    response: { 200: z.object({ status: z.literal('ok') }) },
  };
  routes.get('/healthz', { schema: alive }, () => ({ status: 'ok' }) as const);
  const ready = {
    ...schema,
    summary: 'Whether the server can work, and what keeps it from that',
    response: { 200: readiness, 503: readiness },
  };
  routes.get('/readyz', { schema: ready }, async (_request, reply) => {
    const server = deps.isStopping() ? ('stopping' as const) : ('ok' as const);
    const database = await stateInTime(deps);
    if (server === 'ok' && database === 'ok') return { status: 'ok', server, database } as const;
    return reply.code(503).send({ status: 'unavailable', server, database });
  });
}

async function stateInTime({ db, clock }: ProbeDeps): Promise<DatabaseState> {
  let state: DatabaseState = 'unreachable';
  const read = async () => {
    state = await readDatabaseState(db);
  };
  await withinTime(clock, patienceMs, read());
  return state;
}
