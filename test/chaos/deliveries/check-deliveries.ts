import { recordKey } from '../../../src/model/record-key.ts';
import { attributeAttempts, type Life } from './attribute-attempts.ts';
import type { StoredDelivery } from './read-stored.ts';
import type { ReceivedRequest } from './receiver.ts';

export interface Evidence {
  requests: ReceivedRequest[];
  stored: StoredDelivery[];
  /** In their order; all but the last ended with a kill. */
  lives: Life[];
}

export interface DeliveryFigures {
  deliveries: number;
  events: number;
  requests: number;
  /** Requests that were answered with something else than 2xx, or cut off. */
  refused: number;
  /** Requests that came after the same delivery had been acknowledged: each because of a kill. */
  repeated: number;
  /** Kills that left acknowledged deliveries without a record of it. */
  killsThatRepeat: number;
  /** The most that one subscription was sent again after one kill. */
  mostRepeatedOfOne: number;
  /** How long before its kill the earliest of these acknowledgements was given. */
  oldestUnrecordedMs: number;
}

export interface DeliveryReport extends DeliveryFigures {
  /** What does not agree with the promise; empty when all is well. */
  wrong: string[];
}

/**
 * What is stored against what was received:
 *
 * - every stored event was acknowledged at every endpoint that it is for, and nothing else was received;
 * - requests of one delivery have the same bytes, and the events that its notification has, in its order;
 * - every stored attempt is a request, and every request a stored attempt, except the last one of a delivery in a life
 *   that was killed: that was IN FLIGHT, its outcome had not been committed;
 * - a delivery that was acknowledged is sent again only if that acknowledgement was in flight;
 * - of the deliveries of one subscription that hold the same record: none is sent before all earlier ones were acknowledged;
 *   within a life none is sent after a later one; and what is sent again is followed by all later ones that had been sent,
 *   so that the newest state of a record is what its receiver hears last.
 */
export function checkDeliveries({ requests, stored, lives }: Evidence): DeliveryReport {
  const received = Map.groupBy(requests, ({ webhookId }) => webhookId);
  const attributed = stored.map((delivery) => ({
    delivery,
    ...attributeAttempts(delivery, received.get(idOf(delivery)) ?? [], lives),
  }));
  const unrecorded = attributed.flatMap(({ delivery, inFlight }) =>
    inFlight.filter(isAcknowledged).map((request) => ({ request, delivery })),
  );
  return {
    deliveries: stored.length,
    events: new Set(stored.flatMap(({ events }) => events.map(({ eventId }) => eventId))).size,
    requests: requests.length,
    refused: requests.filter((request) => !isAcknowledged(request)).length,
    ...countRepeats(unrecorded, lives),
    wrong: [
      ...requests.flatMap(({ webhookId, forged }) =>
        forged === undefined ? [] : `${webhookId} is not signed: ${forged}`,
      ),
      ...unknown(received, stored),
      ...stored.flatMap((delivery) => checkContent(delivery, received.get(idOf(delivery)) ?? [])),
      ...attributed.flatMap(({ wrong }) => wrong),
      ...attributed.flatMap(({ delivery, inFlight }) =>
        checkRepeats(delivery, received.get(idOf(delivery)) ?? [], inFlight),
      ),
      ...checkOrder(stored, received),
    ],
  };
}

const idOf = ({ subscriptionId, notificationId }: StoredDelivery) => `${subscriptionId}-${notificationId}`;

const isAcknowledged = ({ answered }: ReceivedRequest) => answered !== undefined && answered.status < 300;

function unknown(received: Map<string, ReceivedRequest[]>, stored: StoredDelivery[]): string[] {
  const known = new Set(stored.map(idOf));
  return [...received.keys()].filter((id) => !known.has(id)).map((id) => `${id} was received and is not stored`);
}

function checkContent(delivery: StoredDelivery, requests: ReceivedRequest[]): string[] {
  const id = idOf(delivery);
  const eventIds = delivery.events.map(({ eventId }) => eventId).join(' ');
  return [
    ...(delivery.status === 'delivered' ? [] : [`${id} is ${delivery.status}, not delivered`]),
    ...(requests.some(isAcknowledged) ? [] : [`${id} was never acknowledged`]),
    ...(new Set(requests.map(({ path, body }) => `${path} ${body}`)).size < 2
      ? []
      : [`${id} came with different bytes`]),
    ...requests.flatMap((request) =>
      request.eventIds.join(' ') === eventIds ? [] : `${id} came with events other than the stored ones`,
    ),
  ];
}

function checkRepeats(delivery: StoredDelivery, requests: ReceivedRequest[], inFlight: ReceivedRequest[]): string[] {
  return requests
    .slice(0, -1)
    .filter((request) => isAcknowledged(request) && !inFlight.includes(request))
    .map(({ life }) => `${idOf(delivery)} was sent again although its acknowledgement in life ${life} is stored`);
}

function checkOrder(stored: StoredDelivery[], received: Map<string, ReceivedRequest[]>): string[] {
  const byRecord = new Map<string, StoredDelivery[]>();
  for (const delivery of stored) {
    const { subscriptionId, instanceId, resource, events } = delivery;
    for (const recordId of new Set(events.map((event) => event.recordId))) {
      const key = `${subscriptionId}\n${recordKey(instanceId, resource, recordId)}`;
      byRecord.set(key, [...(byRecord.get(key) ?? []), delivery]);
    }
  }
  const wrong = [...byRecord.values()].flatMap((deliveries) => checkRecord(deliveries, received));
  return [...new Set(wrong)];
}

/** `deliveries` are all of one record at one subscription, in the order of their ids. */
function checkRecord(deliveries: StoredDelivery[], received: Map<string, ReceivedRequest[]>): string[] {
  const wrong: string[] = [];
  const newestOfLife = new Map<number, StoredDelivery>();
  const sent = deliveries.flatMap((delivery) =>
    (received.get(idOf(delivery)) ?? []).map(({ life, arrived }) => ({ delivery, life, arrived })),
  );
  for (const { delivery, life } of sent.toSorted((a, b) => a.arrived - b.arrived)) {
    const newest = newestOfLife.get(life) ?? delivery;
    newestOfLife.set(life, delivery);
    if (newest.notificationId > delivery.notificationId)
      wrong.push(`${idOf(delivery)} was sent after ${idOf(newest)} in life ${life}`);
  }
  for (const [index, later] of deliveries.entries()) {
    const earlier = deliveries[index - 1];
    if (earlier) wrong.push(...checkPair(earlier, later, received));
  }
  return wrong;
}

function checkPair(earlier: StoredDelivery, later: StoredDelivery, received: Map<string, ReceivedRequest[]>): string[] {
  const before = received.get(idOf(earlier)) ?? [];
  const after = received.get(idOf(later)) ?? [];
  const acknowledged = Math.min(...before.filter(isAcknowledged).map(({ answered }) => answered?.place ?? Infinity));
  const arrivals = (requests: ReceivedRequest[]) => requests.map(({ arrived }) => arrived);
  const wrong: string[] = [];
  if (Math.min(...arrivals(after)) < acknowledged)
    wrong.push(`${idOf(later)} was sent before ${idOf(earlier)} was acknowledged`);
  if (Math.max(...arrivals(before)) > Math.max(...arrivals(after)))
    wrong.push(`${idOf(earlier)} was sent after ${idOf(later)}, which did not come again`);
  return wrong;
}

function countRepeats(unrecorded: { request: ReceivedRequest; delivery: StoredDelivery }[], lives: Life[]) {
  const byKill = Map.groupBy(unrecorded, ({ request }) => request.life);
  const byKillAndOne = Map.groupBy(unrecorded, ({ request, delivery }) => `${request.life} ${delivery.subscriptionId}`);
  const ages = unrecorded.map(({ request }) => (lives[request.life]?.endedAt ?? 0) - (request.answered?.at ?? 0));
  return {
    repeated: unrecorded.length,
    killsThatRepeat: byKill.size,
    mostRepeatedOfOne: Math.max(0, ...[...byKillAndOne.values()].map((group) => group.length)),
    oldestUnrecordedMs: Math.max(0, ...ages),
  };
}
