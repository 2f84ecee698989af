import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anInstance } from '../../test/kit/claimed-poll.ts';
import { instantFromMs } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { EventNotification, StoredEvent, TopicMessage } from '../model/event.ts';
import { notificationFormats } from '../model/instance-configuration/notification-format.ts';
import { renderBody } from './render-body.ts';

const context = { instance: anInstance(), hub: 'crm' };
const at = (iso: string) => instantFromMs(Date.parse(iso));

const event: StoredEvent = {
  eventId: 'Kq3v0wJx7bB2m1ZfQd9T',
  type: 'UPDATED',
  recordId: '5',
  date: at('2026-01-01T10:00:00.123Z'),
  record: '{"id":5,"big":12345678901234567890,"price":1.50}',
};
const second: StoredEvent = { ...event, eventId: 'second', type: 'DELETED', recordId: '6', record: '{"id":6}' };
const notification: EventNotification = {
  kind: 'events',
  id: 99,
  instanceId: 1000,
  resource: 'contacts',
  pollDate: at('2026-01-01T10:05:00Z'),
  initial: false,
  createdAt: Date.parse('2026-01-01T10:05:01Z'),
  events: [event],
};
const batch = { ...notification, events: [event, second] };
const message: TopicMessage = {
  kind: 'message',
  id: 12,
  organizationId: 1,
  topic: 'maintenance',
  severity: 'high',
  sender: undefined,
  message: { text: 'tonight' },
  createdAt: Date.parse('2026-01-01T10:05:01Z'),
};

const data = {
  date: '2026-01-01T10:00:00Z',
  elementKey: 'sample',
  pollDate: '2026-01-01T10:05:00Z',
  eventType: 'UPDATED',
  hubKey: 'crm',
  objectId: '5',
  objectType: 'contacts',
  eventId: 'Kq3v0wJx7bB2m1ZfQd9T',
  companyId: 1,
  accountId: 2,
  userId: 3,
  instanceId: 1000,
  instanceName: 'Sample',
  instanceTags: ['Sample'],
  notificationId: '99',
};

/** As the official library reads it; it throws for what is no CloudEvent. */
function cloudEvents({ contentType, body }: { contentType: string; body: string }): CloudEvent<JsonRecord>[] {
  const read = HTTP.toEvent<JsonRecord>({ headers: { 'content-type': contentType }, body });
  const events = (Array.isArray(read) ? read : [read]) as CloudEvent<JsonRecord>[];
  for (const one of events) one.validate();
  return events;
}

test('a notification of one event is one CloudEvent in structured mode', () => {
  const rendered = renderBody(context, notification, 'cloudevents');
  expect(rendered.contentType).toBe('application/cloudevents+json; charset=utf-8');
  expect(JSON.parse(rendered.body)).toEqual({
    specversion: '1.0',
    id: event.eventId,
    source: '/elements/api-v2/instances/1000',
    type: 'tidings.contacts.updated',
    subject: '5',
    time: '2026-01-01T10:00:00.123Z',
    tidingsinstance: '1000',
    tidingsnotification: '99',
    datacontenttype: 'application/json',
    data: { ...data, record: JSON.parse(event.record ?? '') as unknown },
  });
  expect(cloudEvents(rendered)).toMatchObject([{ id: event.eventId, subject: '5', data }]);
});

test('a notification of several is a batch of CloudEvents', () => {
  const rendered = renderBody(context, batch, 'cloudevents');
  expect(rendered.contentType).toBe('application/cloudevents-batch+json; charset=utf-8');
  expect(cloudEvents(rendered)).toMatchObject([
    { id: event.eventId, type: 'tidings.contacts.updated' },
    { id: 'second', type: 'tidings.contacts.deleted', subject: '6' },
  ]);
});

test('a CloudEvent tells old data of a first read, and the replay that repeats it', () => {
  const rendered = renderBody({ ...context, replayId: 7 }, { ...notification, initial: true }, 'cloudevents');
  expect(cloudEvents(rendered)).toMatchObject([{ tidingsinitial: true, tidingsreplay: '7', data: { initial: true } }]);
});

test('whatever a provider calls its records, the CloudEvent is one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (resource, recordId) => {
      const odd = { ...notification, resource, events: [{ ...event, recordId }] };
      const [only] = cloudEvents(renderBody(context, odd, 'cloudevents'));
      expect(only?.type).toMatch(/^tidings\.\w+\.updated$/);
      expect(only?.data).toMatchObject({ objectType: resource, objectId: recordId });
    }),
  );
});

test('a Standard Webhook has its type, the time of the change, and the event as data', () => {
  const rendered = renderBody(context, notification, 'standard-webhooks');
  expect(rendered.contentType).toBe('application/json');
  expect(JSON.parse(rendered.body)).toEqual({
    type: 'contacts.updated',
    timestamp: '2026-01-01T10:00:00.123Z',
    data: { ...data, record: JSON.parse(event.record ?? '') as unknown },
  });
});

test('several events are one Standard Webhook of a type of its own', () => {
  const { body } = renderBody(context, batch, 'standard-webhooks');
  expect(JSON.parse(body)).toMatchObject({
    type: 'events.batch',
    timestamp: '2026-01-01T10:05:01.000Z',
    data: {
      events: [
        { type: 'contacts.updated', timestamp: '2026-01-01T10:00:00.123Z', data },
        { type: 'contacts.deleted', data: { objectId: '6', record: { id: 6 } } },
      ],
    },
  });
});

test.each(notificationFormats)('in the format %s records go out as the text they were stored as', (format) => {
  for (const told of [notification, batch]) {
    const { body } = renderBody(context, told, format);
    expect(body).toContain(event.record);
    expect(renderBody(context, structuredClone(told), format).body).toBe(body);
  }
});

test.each(['cloudevents', 'standard-webhooks'] as const)(
  'in the format %s an event whose record is no longer kept goes without it',
  (format) => {
    const { body } = renderBody(context, { ...notification, events: [{ ...event, record: undefined }] }, format);
    expect((JSON.parse(body) as { data: JsonRecord }).data).toEqual(data);
  },
);

test('a message is told in every format', () => {
  const known = { instance: undefined, hub: '' };
  const told = {
    notificationId: '12',
    topic: 'maintenance',
    severity: 'high',
    message: { text: 'tonight' },
    user: 'notifications@cloud-elements.com',
  };
  expect(cloudEvents(renderBody(known, message, 'cloudevents'))).toMatchObject([
    {
      id: '12',
      source: '/elements/api-v2/notifications',
      type: 'tidings.message',
      subject: 'maintenance',
      time: '2026-01-01T10:05:01.000Z',
      data: told,
    },
  ]);
  expect(JSON.parse(renderBody(known, message, 'standard-webhooks').body)).toEqual({
    type: 'message',
    timestamp: '2026-01-01T10:05:01.000Z',
    data: told,
  });
  expect(JSON.parse(renderBody(known, message, 'elements').body)).toMatchObject({ topic: 'maintenance', id: '12' });
});
