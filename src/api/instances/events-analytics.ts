import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countEventTypes } from '../../store/count-event-types.ts';
import { countEvents, type EventCount, type EventCountsWanted } from '../../store/count-events.ts';
import type { EventScope } from '../../store/event-scope.ts';
import { accountParameters, wantedAccounts } from '../account-parameter.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { intervalParameters, startsOf, tooManyIntervals } from '../interval-parameter.ts';
import { readPeriod } from '../moment-parameter.ts';
import { answers, routesOf } from '../routes.ts';
import { placeByToken, type InstancePlace } from '../target-instance.ts';
import { eventPlaces, eventScope } from './events-scope.ts';

const tags = ['Events'];
const dayMs = 24 * 3_600_000;
const mostCounts = 100_000;

const querystring = z.object({ ...intervalParameters, ...accountParameters });

const timestamp = z.string().describe('Where the interval begins.');
const counted = { count: z.number(), success: z.number().describe('Acknowledged.'), failed: z.number() };
const total = z.object({ ...counted, timestamp }).meta({ id: 'EventCount' });
const groupedBy = <Id extends 'accountId' | 'instanceId'>(id: Id) =>
  z.object({ records: z.array(z.object({ ...counted, [id]: z.number() })), total: z.number(), timestamp });

/**
 * `GET /instances[/{id}]/events/analytics[/types]`, `/instances/events/analytics/accounts`, `…/instances`: how many events were
 * stored in each interval. All intervals are there, also those without events.
 */
export function eventAnalyticsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) totalRoute(app, deps, place);
  for (const place of eventPlaces) typesRoute(app, deps, place);
  groupRoute(app, deps, 'account');
  groupRoute(app, deps, 'instance');
}

function totalRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Events stored in each interval',
    params: z.object(place.params),
    querystring,
    response: answers(z.array(total)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events/analytics`, { onRequest, schema }, async (request) => {
    const counts = await count(deps, await eventScope(deps, request), { query: request.query, by: 'nothing' });
    return counts.map(({ timestamp, counts: [only] }) => ({
      count: only?.count ?? 0,
      success: only?.success ?? 0,
      failed: only?.failed ?? 0,
      timestamp,
    }));
  });
}

const byType = z
  .object({
    records: z.array(z.object({ eventType: z.string(), count: z.number() })),
    total: z.number(),
    timestamp,
  })
  .meta({ id: 'EventCountByType' });

function typesRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Events stored in each interval, by type',
    params: z.object(place.params),
    querystring: z.object(intervalParameters),
    response: answers(z.array(byType)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events/analytics/types`, { onRequest, schema }, async (request) => {
    const period = readPeriod(deps, request.query, dayMs);
    const starts = startsOf(period, request.query.interval);
    const scope = await eventScope(deps, request);
    const counts = await countEventTypes(deps.db, { ...scope, ...period, starts, limit: mostCounts + 1 });
    refuseTooMany(counts);
    const countsOf = Map.groupBy(counts, ({ interval }) => interval);
    return starts.map((start, index) => {
      const records = (countsOf.get(index) ?? []).map(({ type: eventType, count }) => ({ eventType, count }));
      const timestamp = new Date(start).toISOString();
      return { records, total: records.reduce((sum, { count }) => sum + count, 0), timestamp };
    });
  });
}

function groupRoute(app: FastifyInstance, deps: ApiDeps, by: 'account' | 'instance'): void {
  const id = by === 'account' ? 'accountId' : 'instanceId';
  const schema = {
    tags,
    summary: `Events stored in each interval, by ${by}`,
    querystring,
    response: answers(z.array(groupedBy(id).meta({ id: `EventCountBy${by === 'account' ? 'Account' : 'Instance'}` }))),
  };
  const onRequest = access(deps, 'either');
  routesOf(app).get(`${placeByToken.path}/events/analytics/${by}s`, { onRequest, schema }, async (request) => {
    const intervalCounts = await count(deps, await eventScope(deps, request), { query: request.query, by });
    return intervalCounts.map(({ timestamp, counts }) => ({
      records: counts.map(({ id: value, count, success, failed }) => ({ count, success, failed, [id]: value })),
      total: counts.reduce((sum, each) => sum + each.count, 0),
      timestamp,
    }));
  });
}

interface CountRequest extends Pick<EventCountsWanted, 'by'> {
  query: z.output<typeof querystring>;
}

/** The counts of each interval, in their order. */
async function count(deps: ApiDeps, scope: EventScope, { query, by }: CountRequest) {
  const period = readPeriod(deps, query, dayMs);
  const starts = startsOf(period, query.interval);
  const accountIds = await wantedAccounts(deps, scope.organizationId, query);
  const counts = await countEvents(deps.db, { ...scope, ...period, accountIds, starts, by, limit: mostCounts + 1 });
  refuseTooMany(counts);
  const countsOf: Map<number, EventCount[]> = Map.groupBy(counts, ({ interval }) => interval);
  return starts.map((start, index) => ({
    timestamp: new Date(start).toISOString(),
    counts: countsOf.get(index) ?? [],
  }));
}

function refuseTooMany(counts: unknown[]): void {
  if (counts.length > mostCounts)
    throw tooManyIntervals(`the period and the interval give more than ${mostCounts.toLocaleString('en')} counts`);
}
