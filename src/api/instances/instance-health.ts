import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { printInstant } from '../../lib/instant.ts';
import { healthCodes, healthStatuses, type HealthReason, type InstanceHealth } from '../../model/instance-health.ts';
import { readHealth } from '../../store/instance-health.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, noInstance, targetInstance, type InstancePlace } from '../target-instance.ts';

const date = z.string().nullable();

const reason = z.object({
  code: z.enum(healthCodes),
  status: z.enum(healthStatuses).describe('What it alone would make the instance.'),
  message: z.string(),
  whatToDo: z.string(),
  resource: z.string().nullable().describe('Null: it is about the instance as a whole.'),
  sinceDate: date,
});

/** How an instance is. */
export const healthBody = z
  .object({
    status: z.enum(healthStatuses).describe('The worst of its reasons; healthy where there are none.'),
    reasons: z.array(reason).describe('The worst first.'),
    completeUpTo: date.describe(
      'Every change of every resource up to here is a stored event. Null: of one it is not known yet, or nothing is polled.',
    ),
    lagSeconds: z.number().nullable().describe('The time since completeUpTo.'),
    nextPollDate: date,
    lastEventDate: date.describe('When the last events were stored.'),
    outstanding: z
      .number()
      .describe('Deliveries that wait. Where a subscription has topics of other instances, theirs are among them.'),
    oldestOutstandingDate: date,
    failingSubscriptions: z.array(
      z.object({
        id: z.number(),
        own: z.boolean().describe('That of the callback URL of the instance.'),
        url: z.string(),
        active: z.boolean().describe('True: it is tried again by itself.'),
        reason: z.string().nullable(),
        outstanding: z.number(),
        oldestDate: date,
      }),
    ),
  })
  .meta({ id: 'InstanceHealth' });

/** `GET /instances[/{id}]/health`. An addition to the contract. */
export function instanceHealthRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) healthRoute(app, deps, place);
}

function healthRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Instances'],
    summary: 'How it is, why, and what to do',
    params: z.object(place.params),
    response: answers(healthBody),
  };
  routesOf(app).get(`${place.path}/health`, { onRequest: access(deps, place.access), schema }, async (request) => {
    const { instance } = await targetInstance(deps, request);
    const health = (await readHealth(deps.db, [instance.id], deps.clock.now())).get(instance.id);
    if (!health) throw noInstance(instance.id);
    return toHealthBody(health);
  });
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export const toHealthBody = (health: InstanceHealth): z.output<typeof healthBody> => ({
  status: health.status,
  reasons: health.reasons.map(toReason),
  completeUpTo: health.completeUpTo === null ? null : printInstant(health.completeUpTo),
  lagSeconds: health.lagMs === null ? null : Math.floor(health.lagMs / 1000),
  nextPollDate: iso(health.nextPollAt),
  lastEventDate: iso(health.lastEventAt),
  outstanding: health.outstanding,
  oldestOutstandingDate: iso(health.oldestOutstandingAt),
  failingSubscriptions: health.failingSubscriptions.map(({ id, own, url, active, reason: why, pending, oldestAt }) => ({
    id,
    own,
    url,
    active,
    reason: why,
    outstanding: pending,
    oldestDate: iso(oldestAt),
  })),
});

const toReason = ({ since, ...rest }: HealthReason) => ({ ...rest, sinceDate: iso(since) });
