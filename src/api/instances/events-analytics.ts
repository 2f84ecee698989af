import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fittingInterval, intervals, intervalStarts, type Period } from '../../lib/time-intervals.ts';
import { Fault } from '../../model/fault.ts';
import { countEvents, type EventCount, type EventCountsWanted } from '../../store/count-events.ts';
import type { EventScope } from '../../store/event-scope.ts';
import { accountParameters, wantedAccounts } from '../account-parameter.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { moment, readPeriod } from '../moment-parameter.ts';
import { answers, routesOf } from '../routes.ts';
import { placeByToken, type InstancePlace } from '../target-instance.ts';
import { eventPlaces, eventScope } from './events-scope.ts';

const tags = ['Events'];
const dayMs = 24 * 3_600_000;
const mostIntervals = 2_000;
/** So many points make a good picture. */
const fittingIntervals = 200;
const mostCounts = 100_000;

const querystring = z.object({
  from: moment.optional().describe('ISO 8601, or milliseconds since 1970. Default: a day before to.'),
  to: moment.optional().describe('The same; included. Default: now.'),
  interval: z.enum(intervals).optional().describe(`In UTC. Default: the finest of at most ${fittingIntervals}.`),
  ...accountParameters,
});

const timestamp = z.string().describe('Where the interval begins.');
const counted = { count: z.number(), success: z.number().describe('Acknowledged.'), failed: z.number() };
const total = z.object({ ...counted, timestamp }).meta({ id: 'EventCount' });
const groupedBy = <Id extends 'accountId' | 'instanceId'>(id: Id) =>
  z.object({ records: z.array(z.object({ ...counted, [id]: z.number() })), total: z.number(), timestamp });

/**
 * `GET /instances[/{id}]/events/analytics`, `/instances/events/analytics/accounts`, `…/instances`: how many events were
 * stored in each interval. All intervals are there, also those without events.
 */
export function eventAnalyticsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) totalRoute(app, deps, place);
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
  if (counts.length > mostCounts)
    throw tooMany(`the period and the interval give more than ${mostCounts.toLocaleString('en')} counts`);
  const countsOf: Map<number, EventCount[]> = Map.groupBy(counts, ({ interval }) => interval);
  return starts.map((start, index) => ({
    timestamp: new Date(start).toISOString(),
    counts: countsOf.get(index) ?? [],
  }));
}

function startsOf(period: Period, wanted: CountRequest['query']['interval']): number[] {
  const interval = wanted ?? fittingInterval(period, fittingIntervals);
  const starts = intervalStarts(period, interval, mostIntervals);
  if (starts) return starts;
  throw tooMany(`the period has more than ${mostIntervals.toLocaleString('en')} times one ${interval}`);
}

function tooMany(found: string): Fault {
  const message = `found that ${found}; allowed: a shorter period, or a longer interval of ${intervals.join(', ')}.`;
  return new Fault('request.malformed', `The query of the request is not as it must be. interval: ${message}`, {
    issues: [{ path: 'interval', message }],
  });
}
