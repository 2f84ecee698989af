import type { IncomingHttpHeaders } from 'node:http';
import { HTTP, type CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { startFlow, type Flow } from '../kit/flow.ts';
import type { Received } from '../kit/receiver.ts';
import { reconcile } from '../kit/reconcile.ts';

const minute = 60_000;
const longAgo = Date.UTC(2020, 0, 1) * 1000;
const encodedKey = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;

const setting = (name: string) => `event.notification.${name}`;

/** As the official library of CloudEvents reads a request; it throws for what is none. */
function readCloudEvents({ headers, body }: Received): CloudEvent<Record<string, unknown>>[] {
  const read = HTTP.toEvent<Record<string, unknown>>({ headers, body });
  const events = (Array.isArray(read) ? read : [read]) as CloudEvent<Record<string, unknown>>[];
  for (const event of events) event.validate();
  return events;
}

const plain = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** As the official library of Standard Webhooks reads a request; it throws for one that is not signed with the key. */
const verify = (webhook: Webhook, { headers, body }: Received): unknown => webhook.verify(body, plain(headers));

/** Creates people, and polls them at once. */
async function createPeople(flow: Flow, instanceId: number, count: number): Promise<string[]> {
  const people = Array.from({ length: count }, () => flow.simulator.salesloft.create('people'));
  await flow.poll(instanceId);
  await flow.delivered();
  return people.map(({ id }) => String(id));
}

const storedIds = async ({ db }: Flow) =>
  (await db.selectFrom('events').select('event_id').execute()).map((row) => row.event_id).toSorted();

const configure = ({ server }: Flow, instanceId: number, configuration: Record<string, string | null>) =>
  server.call('PATCH', `/instances/${instanceId}`, { configuration });

test('CloudEvents come one by one, and the official library takes each of them', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft, { [setting('format')]: 'cloudevents' });
  const people = await createPeople(flow, id, 3);
  const events = flow.receiver.received.map(readCloudEvents);
  expect(events.map((all) => all.length)).toEqual([1, 1, 1]);
  const told = events.flat();
  expect(told.map((event) => event.id).toSorted()).toEqual(await storedIds(flow));
  expect(told.map(({ subject }) => String(subject)).toSorted()).toEqual(people.toSorted());
  for (const event of told) {
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'tidings.contacts.created',
      source: `/elements/api-v2/instances/${id}`,
      datacontenttype: 'application/json',
      tidingsinstance: String(id),
      data: { eventId: event.id, objectId: event.subject, eventType: 'CREATED', instanceId: id },
    });
    expect(event.data?.['record']).toMatchObject({ id: Number(event.subject) });
  }
});

test('CloudEvents come in batches where they are asked for, and the official library takes these too', async () => {
  const flow = await startFlow();
  const asked = { [setting('format')]: 'cloudevents', [setting('batch.size')]: '10' };
  const id = await flow.instance(flow.simulator.salesloft, asked);
  await createPeople(flow, id, 12);
  const batches = flow.receiver.received.map(readCloudEvents);
  expect(batches.map((all) => all.length).toSorted((a, b) => a - b)).toEqual([2, 10]);
  expect(flow.receiver.received[0]?.headers['content-type']).toContain('application/cloudevents-batch+json');
  const ids = batches.flat().map((event) => event.id);
  expect(ids.toSorted()).toEqual(await storedIds(flow));
});

test.each(['elements', 'cloudevents', 'standard-webhooks'])(
  'in the format %s the official library of Standard Webhooks verifies what was signed, and refuses what was not',
  async (format) => {
    const flow = await startFlow();
    const keys = { [setting('signature.key')]: encodedKey(1), [setting('format')]: format };
    const id = await flow.instance(flow.simulator.salesloft, keys);
    await createPeople(flow, id, 1);
    const [received] = flow.receiver.received as [Received];
    expect(verify(new Webhook(encodedKey(1)), received)).toEqual(JSON.parse(received.body));
    expect(() => verify(new Webhook(encodedKey(2)), received)).toThrow('No matching signature');
    const tampered = { ...received, body: received.body.replace('created', 'updated').replace('CREATED', 'UPDATED') };
    expect(() => verify(new Webhook(encodedKey(1)), tampered)).toThrow('No matching signature');
  },
);

test('a key that is no whsec_ key is used by the official library as raw bytes', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  await createPeople(flow, id, 1);
  const [received] = flow.receiver.received as [Received];
  const webhook = new Webhook('signature-key', { format: 'raw' });
  expect(verify(webhook, received)).toMatchObject({ message: { elementKey: 'salesloft' } });
});

test('the body of the format standard-webhooks is what that specification recommends', async () => {
  const flow = await startFlow();
  const asked = { [setting('signature.key')]: encodedKey(1), [setting('format')]: 'standard-webhooks' };
  const id = await flow.instance(flow.simulator.salesloft, asked);
  const [person] = await createPeople(flow, id, 1);
  const [received] = flow.receiver.received as [Received];
  const { timestamp, ...rest } = verify(new Webhook(encodedKey(1)), received) as { timestamp: string };
  expect(rest).toMatchObject({
    type: 'contacts.created',
    data: { objectId: person, instanceId: id, record: { id: Number(person) } },
  });
  expect(new Date(timestamp).toISOString().slice(0, 19)).toBe(timestamp.slice(0, 19));
});

test('a receiver that holds the old key, and later the new one, refuses nothing while the key is changed', async () => {
  const flow = await startFlow();
  const [oldKey, newKey] = [encodedKey(1), encodedKey(2)];
  let webhook = new Webhook(oldKey);
  flow.receiver.answer = (received) => {
    try {
      verify(webhook, received);
      return { status: 200 };
    } catch {
      return { status: 401 };
    }
  };
  const id = await flow.instance(flow.simulator.salesloft, { [setting('signature.key')]: oldKey });
  const people = await createPeople(flow, id, 1);
  await configure(flow, id, { [setting('signature.key')]: newKey, [setting('signature.key.previous')]: oldKey });
  people.push(...(await createPeople(flow, id, 1)));
  webhook = new Webhook(newKey);
  people.push(...(await createPeople(flow, id, 1)));
  await configure(flow, id, { [setting('signature.key.previous')]: null });
  people.push(...(await createPeople(flow, id, 1)));
  expect(flow.receiver.events().map(({ objectId }) => objectId)).toEqual(people);
  const signatures = flow.receiver.received.map(
    ({ headers }) => String(headers['webhook-signature']).split(' ').length,
  );
  expect(signatures).toEqual([1, 2, 2, 1]);
  const attempts = await flow.db.selectFrom('delivery_attempts').select('status_code').execute();
  expect(attempts.map((attempt) => attempt.status_code)).toEqual([200, 200, 200, 200]);
});

test('a notification holds as many events as asked for, whether a poll or a reconciliation found them', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft, { [setting('batch.size')]: '3' });
  const sizes = () => flow.receiver.received.map(({ message }) => message.events.length).toSorted((a, b) => a - b);
  await createPeople(flow, id, 7);
  expect(sizes()).toEqual([1, 3, 3]);
  await reconcile(flow, id);
  for (let count = 0; count < 5; count++) salesloft.create('people', {}, { createdAt: longAgo, updatedAt: longAgo });
  flow.clock.jump(minute);
  await reconcile(flow, id);
  await flow.delivered();
  expect(sizes()).toEqual([1, 2, 3, 3, 3]);
});

test('values that are not allowed are answered with their path, what was found and what is allowed', async () => {
  const flow = await startFlow();
  const id = await flow.instance(flow.simulator.salesloft);
  const refused = configure(flow, id, {
    [setting('format')]: 'xml',
    [setting('retry.schedule')]: '10,never',
    [setting('signature.key')]: 'whsec_c2hvcnQ=',
  });
  const words = await refused.then(
    () => '',
    (error: unknown) => String(error),
  );
  expect(words).toContain('configuration.event.notification.format: found \\"xml\\"; allowed: elements');
  expect(words).toContain('item 2: \\"never\\"');
  expect(words).toContain('configuration.event.notification.signature.key: found the base64 of 5 bytes');
  expect(words).not.toContain('c2hvcnQ');
});
