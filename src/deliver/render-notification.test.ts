import { expect, test } from 'vitest';
import { instantFromMs } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { EventNotification, TopicMessage } from '../model/event.ts';
import type { Instance } from '../model/instance.ts';
import { renderNotification } from './render-notification.ts';

const instance: Instance = {
  id: 7_950_647,
  organizationId: 291,
  accountId: 874,
  userId: 2749,
  connectorKey: 'netsuiteerpv2',
  name: 'Local netsuite',
  tags: ['Local netsuite'],
  configuration: {},
  disabled: false,
  connection: 'connected',
  externalAuthentication: 'none',
  createdAt: 0,
  updatedAt: 0,
};

const record = '{"internalId":"14682","lastModifiedDate":"2018-08-20T15:29:06Z","createdDate":"2018-08-20T15:29:06Z"}';
const instant = (iso: string) => instantFromMs(Date.parse(iso));
const event = {
  eventId: 'AWVX9OTIhdQRdI1F7Q7v',
  type: 'CREATED' as const,
  recordId: '14682',
  date: instant('2018-08-20T15:29:06.789Z'),
  record,
};
const notification: EventNotification = {
  kind: 'events',
  id: 1_496_771,
  instanceId: instance.id,
  resource: 'invoices',
  pollDate: instant('2018-08-20T15:29:34.827Z'),
  initial: false,
  createdAt: Date.parse('2018-08-20T15:30:07Z'),
  events: [event],
};

const render = (changes: Partial<EventNotification> = {}) =>
  JSON.parse(renderNotification({ instance, hub: 'erp' }, { ...notification, ...changes })) as JsonRecord & {
    message: JsonRecord;
  };

// A payload captured from the original service in 2018, of one event; the record shortened.
const captured = {
  severity: 'medium',
  createdDate: 'Mon Aug 20 15:30:07 UTC 2018',
  topic: 'instance-7950647-netsuiteerpv2-events',
  action: 'create',
  id: '1496771',
  message: {
    elementKey: 'netsuiteerpv2',
    accountId: 874,
    eventId: 'AWVX9OTIhdQRdI1F7Q7v',
    companyId: 291,
    instanceId: 7950647,
    instance_id: 7950647,
    instanceName: 'Local netsuite',
    instanceTags: ['Local netsuite'],
    raw: {
      invoices: [
        { internalId: '14682', lastModifiedDate: '2018-08-20T15:29:06Z', createdDate: '2018-08-20T15:29:06Z' },
      ],
      pollDate: 1534778974827,
      objectType: 'invoices',
    },
    userId: 2749,
    events: [
      {
        date: '2018-08-20T15:29:06Z',
        elementKey: 'netsuiteerpv2',
        pollDate: '2018-08-20T15:29:34Z',
        eventType: 'CREATED',
        hubKey: 'erp',
        objectId: '14682',
        objectType: 'invoices',
      },
    ],
  },
  user: 'notifications@cloud-elements.com',
};

test('a notification is what consumers of the events framework know, and each event has its eventId', () => {
  const expected = structuredClone(captured) as typeof captured & { message: { events: JsonRecord[] } };
  expected.message.events = expected.message.events.map((known) => ({ ...known, eventId: event.eventId }));
  expect(render()).toEqual(expected);
});

test('keys come in the order of the original', () => {
  expect(Object.keys(render())).toEqual(Object.keys(captured));
  expect(Object.keys(render().message)).toEqual(Object.keys(captured.message));
});

test('the message has the id of its first event, and each event its record at the same place in raw', () => {
  const second = { ...event, eventId: 'second', recordId: '2', type: 'UPDATED' as const, record: '{"internalId":"2"}' };
  const { message } = render({ events: [event, second] });
  expect(message['eventId']).toBe(event.eventId);
  expect(message).toMatchObject({
    events: [{ objectId: '14682' }, { objectId: '2', eventType: 'UPDATED', eventId: 'second' }],
    raw: { invoices: [{ internalId: '14682' }, { internalId: '2' }] },
  });
});

test('old data of a first read says so', () => {
  expect(render({ initial: true }).message['initial']).toBe(true);
  expect(render().message).not.toHaveProperty('initial');
});

test('records go out as the text they were stored as, and the same notification gives the same bytes', () => {
  const text = '{"id":"1","price":1.50,"big":12345678901234567890,"name":"\\u00e9"}';
  const stored = { ...notification, events: [{ ...event, record: text }] };
  const body = renderNotification({ instance, hub: 'erp' }, stored);
  expect(body).toContain(`"raw":{"invoices":[${text}],`);
  expect(renderNotification({ instance, hub: 'erp' }, structuredClone(stored))).toBe(body);
});

test('names and resources with quotes stay JSON', () => {
  const quoted = { ...instance, name: 'The "best" \\ one', tags: ['a"b'] };
  const body = renderNotification({ instance: quoted, hub: 'erp' }, { ...notification, resource: 'in"voices' });
  expect(JSON.parse(body)).toMatchObject({
    message: { instanceName: quoted.name, instanceTags: quoted.tags, raw: { 'in"voices': [{ internalId: '14682' }] } },
  });
});

test('an event tells the fields that changed and their values before, where they are known, and says nothing else', () => {
  const changed = ['address.city', 'name'];
  const [named, valued, omitted, unknown] = (
    render({
      events: [
        { ...event, changes: { changed } },
        { ...event, changes: { changed, previous: { name: 'Ada' } } },
        { ...event, changes: { changed, previousOmitted: true } },
        event,
      ],
    }).message['events'] as JsonRecord[]
  ).map((one) => Object.fromEntries(Object.entries(one).slice(8)));
  expect(named).toEqual({ changedFields: changed });
  expect(valued).toEqual({ changedFields: changed, previousValues: { name: 'Ada' } });
  expect(omitted).toEqual({ changedFields: changed, previousValuesOmitted: true });
  expect(unknown).toEqual({});
});

test('a repetition is marked with the replay that made it, and is otherwise the same', () => {
  const body = renderNotification({ instance, hub: 'erp' }, notification);
  const repeated = renderNotification({ instance, hub: 'erp', replayId: 7 }, notification);
  expect(JSON.parse(repeated)).toMatchObject({ id: '1496771', message: { replay: 7 } });
  expect(repeated.replace(',"replay":7', '')).toBe(body);
});

test('a record that is no longer kept is left out of raw, and its event stays', () => {
  const gone = { ...event, eventId: 'gone', recordId: '2', record: undefined };
  const { message } = render({ events: [gone, event] });
  expect(message).toMatchObject({
    events: [{ objectId: '2' }, { objectId: '14682' }],
    raw: { invoices: [{ internalId: '14682' }], objectType: 'invoices' },
  });
  expect(render({ events: [gone] }).message['raw']).toMatchObject({ invoices: [] });
});

const message: TopicMessage = {
  kind: 'message',
  id: 12,
  organizationId: 291,
  topic: 'maintenance',
  severity: 'high',
  sender: 'ops@example.com',
  message: { text: 'Tonight "at" ten', big: 1 },
  createdAt: Date.parse('2018-08-20T15:30:07Z'),
};

test('a message goes out as it was given, from whom and how severe its maker said', () => {
  const known = { instance: undefined, hub: '' };
  expect(JSON.parse(renderNotification(known, message))).toEqual({
    severity: 'high',
    createdDate: 'Mon Aug 20 15:30:07 UTC 2018',
    topic: 'maintenance',
    action: 'create',
    id: '12',
    message: { text: 'Tonight "at" ten', big: 1 },
    user: 'ops@example.com',
  });
  const plain = renderNotification(known, { ...message, sender: undefined, message: 'just text' });
  expect(JSON.parse(plain)).toMatchObject({ message: 'just text', user: 'notifications@cloud-elements.com' });
});
