import { expect, test } from 'vitest';
import { getJson, getWithToken, simulatorForTest } from '../simulator-for-test.ts';

interface Envelope {
  appointments: Record<string, unknown>[];
  contacts: Record<string, unknown>[];
  count: number;
  next: string;
  previous: string;
}

test('appointments are paged by offset, and next is there even when the next page is empty', async () => {
  const { simulator } = await simulatorForTest();
  const { infusionsoft } = simulator;
  infusionsoft.load(45);
  const token = infusionsoft.issueTokens().access_token;
  const pages: number[] = [];
  let url = `${infusionsoft.baseUrl}/appointments?limit=20`;
  for (let rows = 1; rows > 0;) {
    const { body } = await getJson<Envelope>(url, { authorization: `Bearer ${token}` });
    rows = body.appointments.length;
    pages.push(rows);
    expect(body.count).toBe(45);
    url = body.next;
  }
  expect(pages).toEqual([20, 20, 5, 0]);
  expect(url).toBe(`${infusionsoft.baseUrl}/appointments/?limit=20&offset=80`);
});

test('appointments show their dates in milliseconds, or not at all when the store leaves them out', async () => {
  const { simulator, clock } = await simulatorForTest('2026-03-02T15:00:00.042Z');
  const { infusionsoft } = simulator;
  infusionsoft.create('appointments', { title: 'Demo' });
  clock.advance(1001);
  infusionsoft.update(1, { title: 'Demo 2' });
  const dated = await getWithToken<Envelope>(infusionsoft, '/appointments');
  expect(dated.body.appointments[0]).toMatchObject({
    id: 1,
    title: 'Demo 2',
    creation_date: '2026-03-02T15:00:00.042Z',
    modification_date: '2026-03-02T15:00:01.043Z',
  });
  infusionsoft.setOptions({ appointmentDates: false });
  const undated = await getWithToken<Envelope>(infusionsoft, '/appointments');
  expect(Object.keys(undated.body.appointments[0] ?? {})).not.toContain('modification_date');
  expect(infusionsoft.history()).toHaveLength(2);
});

test('since and until of appointments are about when they take place, not about their last change', async () => {
  const { simulator } = await simulatorForTest();
  const { infusionsoft } = simulator;
  for (const day of ['05', '10', '15']) {
    infusionsoft.create('appointments', { start_date: `2026-04-${day}T09:00:00.000Z`, contact_id: Number(day) });
  }
  const ids = async (query: string) =>
    (await getWithToken<Envelope>(infusionsoft, `/appointments?${query}`)).body.appointments.map(({ id }) => id);
  expect(await ids('since=2026-04-10T09:00:00.000Z')).toEqual([2, 3]);
  expect(await ids('until=2026-04-10T09:00:00.000Z')).toEqual([1, 2]);
  expect(await ids('contact_id=15')).toEqual([3]);
  expect((await getWithToken(infusionsoft, '/appointments?since=soon')).status).toBe(400);
});

test('contacts can be filtered by their last update but not sorted by it', async () => {
  const { simulator, clock } = await simulatorForTest('2026-03-02T15:00:00.900Z');
  const { infusionsoft } = simulator;
  infusionsoft.create('contacts', { given_name: 'A' });
  clock.advance(10_000);
  infusionsoft.create('contacts', { given_name: 'B' });
  clock.advance(10_000);
  infusionsoft.update(1, { given_name: 'A2' });
  const list = async (query: string) =>
    (await getWithToken<Envelope>(infusionsoft, `/contacts?${query}`)).body.contacts.map(({ id }) => id);
  expect(await list('since=2026-03-02T15:00:10.000Z')).toEqual([1, 2]);
  expect(await list('since=2026-03-02T15:00:11Z')).toEqual([1]);
  expect(await list('until=2026-03-02T15:00:10Z')).toEqual([2]);
  expect(await list('order=date_created&order_direction=descending')).toEqual([2, 1]);
  expect((await getWithToken(infusionsoft, '/contacts?order=last_updated')).status).toBe(400);
  const one = await getWithToken<Record<string, unknown>>(infusionsoft, '/contacts/1');
  expect(one.body).toMatchObject({
    id: 1,
    given_name: 'A2',
    date_created: '2026-03-02T15:00:00.000+0000',
    last_updated: '2026-03-02T15:00:20.000+0000',
  });
});

test('some properties of contacts show only when they are named', async () => {
  const { simulator } = await simulatorForTest();
  const { infusionsoft } = simulator;
  infusionsoft.create('contacts', { job_title: 'Buyer' });
  const without = await getWithToken<Envelope>(infusionsoft, '/contacts');
  expect(Object.keys(without.body.contacts[0] ?? {})).not.toContain('job_title');
  const named = await getWithToken<Envelope>(infusionsoft, '/contacts?optional_properties=job_title');
  expect(named.body.contacts[0]).toMatchObject({ id: 1, job_title: 'Buyer' });
});

test('answers carry the quota headers, and the limit answers 429', async () => {
  const { simulator } = await simulatorForTest();
  const { infusionsoft } = simulator;
  const { headers } = await getWithToken(infusionsoft, '/appointments');
  expect(headers.get('x-keap-product-throttle-available')).toBe('1499');
  infusionsoft.setLimits({ requests: { limit: 1, perMs: 30_000 } });
  await getWithToken(infusionsoft, '/appointments');
  const limited = await getWithToken(infusionsoft, '/appointments');
  expect(limited.status).toBe(429);
  expect(limited.headers.get('retry-after')).toBe('30');
});
