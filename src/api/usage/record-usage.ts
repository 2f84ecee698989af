import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { insertUsage, nameInstances, type NamedInstance, type UsageRecord } from '../../store/usage-records.ts';
import type { ApiDeps } from '../api-deps.ts';
import { pathId } from '../path-id.ts';
import { loggedUri } from './logged-uri.ts';
import { createUsageLog } from './usage-log.ts';

const mostWaiting = 10_000;

/**
 * Logs the authenticated calls that concern an instance or its resources, after they are answered. A crash loses those of
 * its last moments.
 */
export function recordUsage(
  app: FastifyInstance,
  { db, catalog, clock, log }: Pick<ApiDeps, 'db' | 'catalog' | 'clock' | 'log'>,
): void {
  const usage = createUsageLog({ write: (records) => writeNamed({ db, catalog }, records), log, mostWaiting });
  app.addHook('onResponse', (request, reply, done) => {
    const record = toRecord(clock, request, reply);
    if (record) usage.add(record);
    done();
  });
  app.addHook('onClose', () => usage.settled());
}

function toRecord(clock: Clock, request: FastifyRequest, reply: FastifyReply): UsageRecord | undefined {
  // Not set where the secrets were refused, whatever its type says.
  const identity = request.identity as FastifyRequest['identity'] | undefined;
  if (!identity) return undefined;
  const instanceId = concernedInstance(request);
  if (instanceId === undefined) return undefined;
  const { organizationId, accountId, userId } = identity.caller;
  return {
    id: request.id,
    organizationId,
    accountId,
    userId,
    instanceId,
    connectorKey: null,
    instanceName: null,
    tags: null,
    hub: null,
    method: request.method,
    uri: loggedUri(request.url),
    ip: request.ip,
    statusCode: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime),
    createdAt: clock.now(),
  };
}

/** The instance that the path names, or that of the Element token. A path that is not ours is that of a resource. */
function concernedInstance({ routeOptions, params, identity }: FastifyRequest): number | undefined {
  const route = routeOptions.url ?? '';
  if (!/\/(?:instances|hubs|\*)(?:\/|$)/.test(route)) return undefined;
  if (!route.includes('/instances/:id')) return identity.element?.id;
  const { id } = params as { id: string };
  return pathId(id);
}

/** Writes the records with what their instances are now; the caller's own instances only. */
async function writeNamed({ db, catalog }: Pick<ApiDeps, 'db' | 'catalog'>, records: UsageRecord[]): Promise<void> {
  const ids = new Set(records.flatMap(({ instanceId }) => instanceId ?? []));
  const byId = new Map((await nameInstances(db, [...ids])).map((instance) => [instance.id, instance]));
  const withNames = records.map(async (record) => {
    const instance = byId.get(record.instanceId ?? 0);
    if (instance?.organizationId !== record.organizationId) return record;
    const connector = await catalog.find(record.organizationId, instance.connectorKey);
    return named(record, instance, connector?.hub ?? null);
  });
  await insertUsage(db, await Promise.all(withNames));
}

const named = (record: UsageRecord, { connectorKey, name, tags }: NamedInstance, hub: string | null) => ({
  ...record,
  connectorKey,
  instanceName: name,
  tags,
  hub,
});
