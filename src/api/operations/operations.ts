import type { FastifyInstance } from 'fastify';
import { countOrganizations, isOperator } from '../../store/is-operator.ts';
import { countWork } from '../../store/count-work.ts';
import { readEndpointFigures } from '../../store/endpoint-figures.ts';
import { listPausedInstances } from '../../store/list-paused-instances.ts';
import { listStoppedSubscriptions } from '../../store/list-stopped-subscriptions.ts';
import { readOldestUndelivered } from '../../store/oldest-undelivered.ts';
import { readQueueFigures } from '../../store/read-queue-figures.ts';
import { listWorkers } from '../../store/workers.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { platformOnly } from '../platform-only.ts';
import { answers, routesOf } from '../routes.ts';
import { operationsBody, type OperationsBody } from './operations-body.ts';
import { isoDate, isoDateOrNull, toQueueBody } from './to-queue-body.ts';
import { toQuotaBody } from './to-quota-body.ts';
import { toWorkerBody } from './to-worker-body.ts';

/** Rows of each list: what is looked at first. */
const rows = 50;
const endpointsOverMs = 3_600_000;

interface Asked {
  organizationId: number;
  /** Epoch milliseconds. */
  now: number;
}

/** `GET /operations`: how the server keeps up. An addition to the contract. */
export function operationsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Operations'],
    summary: 'How the server keeps up: queues, endpoints, what is paused or switched off, quotas, workers',
    response: answers(operationsBody),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).get('/operations', { onRequest, constraints: platformOnly, schema }, async ({ identity }) => {
    const asked = { organizationId: identity.caller.organizationId, now: deps.clock.now() };
    const [queue, quotas, server] = await Promise.all([
      readQueue(deps, asked),
      readQuotas(deps, asked),
      readServer(deps, asked),
    ]);
    const lists = await readLists(deps, asked);
    return { date: isoDate(asked.now), queue, ...lists, quotas, server };
  });
}

async function readQueue({ db }: ApiDeps, { now, organizationId }: Partial<Asked> & Pick<Asked, 'now'>) {
  const [figures, work] = await Promise.all([readQueueFigures(db, now, organizationId), countWork(db, organizationId)]);
  return toQueueBody(figures, work);
}

async function readLists({ db }: ApiDeps, { organizationId, now }: Asked) {
  const [oldest, endpoints, stopped, paused] = await Promise.all([
    readOldestUndelivered(db, organizationId),
    readEndpointFigures(db, { organizationId, since: now - endpointsOverMs, limit: rows }),
    listStoppedSubscriptions(db, { organizationId, limit: rows }),
    listPausedInstances(db, { organizationId, limit: rows }),
  ]);
  return {
    oldestUndelivered: oldest ? toOldest(oldest, now) : null,
    endpoints: endpoints.map(({ lastAttemptAt, ...each }) => ({ ...each, lastAttemptDate: isoDate(lastAttemptAt) })),
    stoppedSubscriptions: {
      total: stopped.total,
      subscriptions: stopped.subscriptions.map(({ url, inactiveSince, nextDueAt, ...each }) => ({
        ...each,
        host: hostOf(url),
        inactiveDate: isoDateOrNull(inactiveSince),
        nextAttemptDate: isoDateOrNull(nextDueAt),
      })),
    },
    pausedPolling: {
      total: paused.total,
      instances: paused.instances.map(({ connectorKey, pausedAt, lastFault, ...each }) => ({
        ...each,
        connector: connectorKey,
        pausedDate: isoDate(pausedAt),
        lastError: lastFault,
      })),
    },
  };
}

type Oldest = NonNullable<Awaited<ReturnType<typeof readOldestUndelivered>>>;

function toOldest({ createdAt, url, ...each }: Oldest, now: number): OperationsBody['oldestUndelivered'] {
  return { ...each, date: isoDate(createdAt), ageMs: Math.max(0, now - createdAt), host: hostOf(url) };
}

/** A URL may hold secrets after its host. */
const hostOf = (url: string): string | null => URL.parse(url)?.host ?? null;

async function readQuotas({ catalog, readQuotaUse }: ApiDeps, { organizationId, now }: Asked) {
  const used = (await readQuotaUse?.({ organizationId, now, limit: rows })) ?? [];
  const bodies = await Promise.all(used.map((use) => toQuotaBody(catalog, use)));
  return bodies.filter((body) => body !== undefined);
}

async function readServer(deps: ApiDeps, { organizationId, now }: Asked): Promise<OperationsBody['server']> {
  if (!(await isOperator(deps.db, organizationId))) return null;
  const [queue, workers, organizations] = await Promise.all([
    readQueue(deps, { now }),
    listWorkers(deps.db),
    countOrganizations(deps.db),
  ]);
  return { organizations, queue, workers: workers.map((worker) => toWorkerBody(worker, now)) };
}
