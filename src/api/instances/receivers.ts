import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { switchedOff } from '../../store/insert-subscription.ts';
import { listReceivers, type Receiver } from '../../store/list-receivers.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { attemptFailure, toAttemptFailure } from './attempt-failure.ts';

const states = ['ok', 'failing', 'off', 'none'] as const;
const isoDate = z.string().nullable();

const receiverBody = z
  .object({
    subscriptionId: z.number(),
    own: z.boolean().describe("The instance's own callback URL; otherwise a subscription that was made for its topic."),
    url: z.string().nullable(),
    state: z
      .enum(states)
      .describe(
        'failing: the last attempt failed, or a delivery waits for its retry. off: switched off, so that what is outstanding waits. none: it has no URL.',
      ),
    inactiveReason: z.string().nullable().describe('Why it is off.'),
    offByOwner: z.boolean().describe('True: it is off because somebody switched it off, and not by its failures.'),
    inactiveSinceDate: isoDate,
    outstanding: z.number().describe('Deliveries of it that were not acknowledged yet.'),
    oldestOutstandingDate: isoDate,
    nextAttemptDate: isoDate.describe('Null: nothing is due.'),
    lastDeliveredDate: isoDate.describe('The last attempt that was acknowledged, while it is kept.'),
    failingSinceDate: isoDate.describe('The first attempt that failed after that.'),
    failures: z.number().describe('Attempts that failed since then.'),
    lastFailure: attemptFailure.nullable().describe('The last of them.'),
  })
  .meta({ id: 'Receiver' });

/** `GET /instances[/{id}]/receivers`: who is told its events, and how each receiver stands. An addition to the contract. */
export function receiverRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) listRoute(app, deps, place);
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Events'],
    summary: 'Who is told its events, and how each receiver stands',
    params: z.object(place.params),
    response: answers(z.array(receiverBody)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/receivers`, { onRequest, schema }, async (request) => {
    const { instance } = await targetInstance(deps, request);
    return (await listReceivers(deps.db, instance.id)).map(toBody);
  });
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const toBody = (receiver: Receiver): z.output<typeof receiverBody> => ({
  subscriptionId: receiver.subscriptionId,
  own: receiver.own,
  url: receiver.url === '' ? null : receiver.url,
  state: stateOf(receiver),
  inactiveReason: receiver.inactiveReason,
  offByOwner: receiver.inactiveReason === switchedOff,
  inactiveSinceDate: iso(receiver.inactiveSince),
  outstanding: receiver.outstanding,
  oldestOutstandingDate: iso(receiver.oldestOutstandingAt),
  nextAttemptDate: iso(receiver.nextAttemptAt),
  lastDeliveredDate: iso(receiver.lastDeliveredAt),
  failingSinceDate: iso(receiver.failingSince),
  failures: receiver.failuresSince,
  lastFailure: toAttemptFailure(receiver.lastFailure),
});

function stateOf({ url, active, retries, failingSince }: Receiver): (typeof states)[number] {
  if (url === '') return 'none';
  if (!active) return 'off';
  return retries || failingSince !== null ? 'failing' : 'ok';
}
