import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../model/change.ts';
import { eventId } from '../model/event-id.ts';
import { toNotifications } from './to-notifications.ts';

const source = { instanceId: 7, resource: 'contacts', scope: '', pollDate: 1_000_000, eventsPerNotification: 10 };
const change = fc.record<Change>({
  type: fc.constantFrom('CREATED', 'UPDATED'),
  recordId: fc.string(),
  version: fc.string(),
  date: fc.option(fc.nat(), { nil: undefined }),
  record: fc.constant({ id: 1 }),
  initial: fc.boolean(),
});

test('every change is told once, in its order, so many at most together, and old data apart from what is new', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (changes, size) => {
      const notifications = toNotifications({ ...source, eventsPerNotification: size }, changes);
      for (const initial of [true, false]) {
        const told = notifications.filter((notification) => notification.initial === initial);
        const expected = changes.filter((one) => one.initial === initial);
        expect(told.flatMap(({ events }) => events.map(({ recordId }) => recordId))).toEqual(
          expected.map(({ recordId }) => recordId),
        );
        expect(told).toHaveLength(Math.ceil(expected.length / size));
      }
      for (const { events } of notifications) expect(events.length).toBeLessThanOrEqual(size);
    }),
  );
});

test('an event has the one id of its record version, the date of the change and the record as text', () => {
  const update: Change = {
    type: 'UPDATED',
    recordId: '5',
    version: 'v2',
    date: 900_000,
    record: { id: 5, n: 'é' },
    initial: false,
  };
  expect(toNotifications(source, [update])).toEqual([
    {
      scope: '',
      pollDate: 1_000_000,
      initial: false,
      events: [
        {
          eventId: eventId({ ...source, recordId: '5', version: 'v2' }),
          recordId: '5',
          type: 'UPDATED',
          date: 900_000,
          record: '{"id":5,"n":"é"}',
        },
      ],
    },
  ]);
});

test('a change without a date has the date of the poll', () => {
  const found: Change = { type: 'CREATED', recordId: '5', version: 'v', date: undefined, record: {}, initial: false };
  expect(toNotifications(source, [found])[0]?.events[0]?.date).toBe(source.pollDate);
});

test('the same record id in two scopes of a resource is two records', () => {
  const found: Change = { type: 'CREATED', recordId: '5', version: 'v', date: 1, record: {}, initial: false };
  const idIn = (scope: string) => toNotifications({ ...source, scope }, [found])[0]?.events[0]?.eventId;
  expect(idIn('listId=l-0001')).not.toBe(idIn('listId=l-0002'));
});

test('what a hook names otherwise is told under that name, with the id that it has anyway', () => {
  const found: Change = { type: 'UPDATED', recordId: '5', version: 'v', date: 1, record: {}, initial: false };
  const paths = { newPath: '/b' };
  const told = toNotifications(source, [found, { ...found, recordId: '6', type: 'MOVED', toldAs: 'files', paths }]);
  expect(told.map(({ resource, events }) => [resource, events[0]?.type, events[0]?.paths])).toEqual([
    [undefined, 'UPDATED', undefined],
    ['files', 'MOVED', paths],
  ]);
  expect(told[1]?.events[0]?.eventId).toBe(eventId({ ...source, recordId: '6', version: 'v' }));
});
