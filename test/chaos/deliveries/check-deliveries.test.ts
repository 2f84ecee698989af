import { expect, test } from 'vitest';
import type { Life } from './attribute-attempts.ts';
import { checkDeliveries } from './check-deliveries.ts';
import type { StoredDelivery } from './read-stored.ts';
import type { ReceivedRequest } from './receiver.ts';

const lives: Life[] = [
  { startedAt: 0, endedAt: 99, killed: true },
  { startedAt: 100, endedAt: 199, killed: false },
];

/** Of subscription 1 and record `r`, acknowledged by attempts at these times. */
const stored = (notificationId: number, ...attemptedAt: number[]): StoredDelivery => ({
  subscriptionId: 1,
  notificationId,
  status: 'delivered',
  events: [{ eventId: `e${notificationId}`, recordId: 'r' }],
  instanceId: 1,
  resource: 'things',
  attempts: attemptedAt.map((startedAt) => ({ startedAt, statusCode: 200 })),
});

/** A request that was acknowledged before the next one came. */
const request = (notificationId: number, life: number, arrived: number): ReceivedRequest => ({
  life,
  webhookId: `1-${notificationId}`,
  path: '/',
  body: `body ${notificationId}`,
  eventIds: [`e${notificationId}`],
  forged: undefined,
  arrived: 2 * arrived,
  answered: { place: 2 * arrived + 1, status: 200, at: 90 },
});

const wrongWith = (deliveries: StoredDelivery[], requests: ReceivedRequest[]) =>
  checkDeliveries({ requests, stored: deliveries, lives }).wrong;

test('what is acknowledged, recorded and in order is right', () => {
  expect(wrongWith([stored(1, 50), stored(2, 150)], [request(1, 0, 1), request(2, 1, 2)])).toEqual([]);
});

test('what was in flight at a kill may come again, in its order', () => {
  const requests = [request(1, 0, 1), request(2, 0, 2), request(1, 1, 3), request(2, 1, 4)];
  const report = checkDeliveries({ requests, stored: [stored(1, 150), stored(2, 160)], lives });
  expect(report).toMatchObject({
    wrong: [],
    repeated: 2,
    killsThatRepeat: 1,
    mostRepeatedOfOne: 2,
    oldestUnrecordedMs: 9,
  });
});

test.each<[string, StoredDelivery[], ReceivedRequest[], string[]]>([
  ['never received', [stored(1)], [], ['1-1 was never acknowledged']],
  ['not stored', [], [request(1, 0, 1)], ['1-1 was received and is not stored']],
  [
    'not delivered at the end',
    [{ ...stored(1, 50), status: 'retry' }],
    [request(1, 0, 1)],
    ['1-1 is retry, not delivered'],
  ],
  [
    'with other events',
    [{ ...stored(1, 50), events: [{ eventId: 'x', recordId: 'r' }] }],
    [request(1, 0, 1)],
    ['1-1 came with events other than the stored ones'],
  ],
  [
    'with other bytes',
    [stored(1, 150)],
    [request(1, 0, 1), { ...request(1, 1, 2), body: 'other' }],
    ['1-1 came with different bytes'],
  ],
  ['not signed', [stored(1, 50)], [{ ...request(1, 0, 1), forged: 'why' }], ['1-1 is not signed: why']],
  [
    'sent again although it is recorded',
    [stored(1, 50, 150)],
    [request(1, 0, 1), request(1, 1, 2)],
    ['1-1 was sent again although its acknowledgement in life 0 is stored'],
  ],
  [
    'sent twice in a life without a record of the first',
    [stored(1, 50)],
    [request(1, 0, 1), request(1, 0, 2), request(1, 0, 3)],
    ['1-1: 2 requests of life 0 are not stored', '1-1 was sent again although its acknowledgement in life 0 is stored'],
  ],
  ['not recorded by who was not killed', [stored(1)], [request(1, 1, 1)], ['1-1: 1 requests of life 1 are not stored']],
  [
    'recorded and not received',
    [stored(1, 50, 150)],
    [request(1, 1, 1)],
    ['1-1: 1 attempts stored of life 0, 0 received'],
  ],
  [
    'recorded with another status',
    [stored(1, 50)],
    [{ ...request(1, 0, 1), answered: { place: 3, status: 204, at: 90 } }],
    ['1-1: an attempt of life 0 is stored with the status 200, answered was 204'],
  ],
  [
    'out of order',
    [stored(1, 50), stored(2, 40)],
    [request(2, 0, 1), request(1, 0, 2)],
    [
      '1-1 was sent after 1-2 in life 0',
      '1-2 was sent before 1-1 was acknowledged',
      '1-1 was sent after 1-2, which did not come again',
    ],
  ],
  [
    'repeated alone, so that an old state is heard last',
    [stored(1, 150), stored(2, 60)],
    [request(1, 0, 1), request(2, 0, 2), request(1, 1, 3)],
    ['1-1 was sent after 1-2, which did not come again'],
  ],
])('%s is wrong', (_what, deliveries, requests, wrong) => {
  expect(wrongWith(deliveries, requests)).toEqual(wrong);
});
