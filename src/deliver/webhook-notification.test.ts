import { expect, test } from 'vitest';
import { anInstance } from '../../test/kit/claimed-poll.ts';
import { instantFromMs } from '../lib/instant.ts';
import type { EventNotification, TellingWebhook } from '../model/event.ts';
import { renderBody } from './render-body.ts';
import { renderNotification } from './render-notification.ts';

const context = { instance: anInstance(), hub: 'documents' };
const received = instantFromMs(Date.parse('2026-01-01T10:05:00Z'));
const body = '{ "id": 12345678901234567890,\n "price": 1.50 }';

const told = (raw: TellingWebhook['raw'] = { text: body }): EventNotification => ({
  kind: 'events',
  id: 99,
  instanceId: 1000,
  resource: 'files',
  pollDate: received,
  initial: false,
  createdAt: Date.parse('2026-01-01T10:05:01Z'),
  webhook: { id: 7, raw },
  events: [
    {
      eventId: 'first',
      type: 'MOVED',
      recordId: '5',
      date: received,
      record: '{"id":"5","size":1.0}',
      paths: { oldPath: '/a.txt', newPath: '/b.txt' },
    },
    { eventId: 'second', type: 'DELETED', recordId: '6', date: received, record: '{"id":"6"}' },
  ],
});

test('what a webhook told has the bytes of its body as raw, and no poll date anywhere', () => {
  const text = renderNotification(context, told());
  expect(text).toContain(`"raw":${body},`);
  expect(text).not.toContain('pollDate');
});

test('the events of a webhook say where a file was and is, and what happened in the word of the webhook', () => {
  expect(JSON.parse(renderNotification(context, told()))).toMatchObject({
    message: {
      events: [
        { eventType: 'MOVED', objectId: '5', oldPath: '/a.txt', newPath: '/b.txt', date: '2026-01-01T10:05:00Z' },
        { eventType: 'DELETED', objectId: '6' },
      ],
    },
  });
});

test('when the body of a webhook is no longer kept, raw has what is left: the records', () => {
  const notification = { ...told(), webhook: { id: 7, raw: undefined } };
  expect(renderNotification(context, notification)).toContain(
    '"raw":{"files":[{"id":"5","size":1.0},{"id":"6"}],"objectType":"files"}',
  );
});

test('a body that was not read is never taken for one that is gone', () => {
  expect(() => renderNotification(context, told('notRead'))).toThrow('was not read');
});

test('a word of a webhook becomes a type name of letters, digits and underscores', () => {
  const [event] = told().events;
  const notification = { ...told(), events: event ? [{ ...event, type: 'Moved away!' }] : [] };
  expect(JSON.parse(renderBody(context, notification, 'standard-webhooks').body)).toMatchObject({
    type: 'files.moved_away_',
    data: { eventType: 'Moved away!' },
  });
});

test.each(['cloudevents', 'standard-webhooks'] as const)(
  'as %s each event of a webhook has its own record and no poll date',
  (format) => {
    const text = renderBody(context, told('notRead'), format).body;
    expect(text).toContain('"record":{"id":"5","size":1.0}');
    expect(text).toContain('"newPath":"/b.txt"');
    expect(text).not.toContain('pollDate');
  },
);
