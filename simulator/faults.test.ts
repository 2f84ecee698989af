import { expect, test } from 'vitest';
import type { Fault } from './faults.ts';
import { getWithToken, simulatorForTest } from './simulator-for-test.ts';

interface People {
  metadata: { filtering: object };
  data: { id: number; updated_at: string; first_name: string }[];
}
const people = '/v2/people.json';

async function withPeople(count: number) {
  const test = await simulatorForTest();
  const { salesloft } = test.simulator;
  salesloft.load(count);
  const token = salesloft.issueTokens().access_token;
  const get = (path = people) => getWithToken<People>(salesloft, path, token);
  const raw = (path = people) =>
    fetch(`${salesloft.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const ids = async (path?: string) => (await get(path)).body.data.map(({ id }) => id);
  return { ...test, salesloft, get, raw, ids };
}

test('a status fault strikes as often as asked, with Retry-After, and then passes', async () => {
  const { salesloft, get } = await withPeople(1);
  const fault = salesloft.faults.add({ kind: 'status', status: 429, retryAfter: 7, times: 2 });
  for (const _ of [1, 2]) {
    const struck = await get();
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '7']);
  }
  expect((await get()).status).toBe(200);
  expect(fault.hits()).toBe(2);
  expect(salesloft.faults.list()).toEqual([]);
});

test('several faults of one request strike one after the other, in the order added; skip lets some pass', async () => {
  const { salesloft, get } = await withPeople(1);
  salesloft.faults.add({ kind: 'status', status: 500, times: 1, skip: 1 });
  salesloft.faults.add({ kind: 'status', status: 503, times: 2 });
  const statuses = [];
  for (let count = 0; count < 4; count++) statuses.push((await get()).status);
  expect(statuses).toEqual([503, 500, 503, 200]);
});

test('a fault with a path strikes only requests that contain it, also written without percent signs', async () => {
  const { salesloft, get } = await withPeople(1);
  const fault = salesloft.faults.add({ kind: 'status', status: 500, path: 'updated_at[gt]=2026' });
  expect((await get()).status).toBe(200);
  expect((await get(`${people}?updated_at%5Bgt%5D=2026-01-01T00:00:00Z`)).status).toBe(500);
  fault.remove();
  expect((await get(`${people}?updated_at%5Bgt%5D=2026-01-01T00:00:00Z`)).status).toBe(200);
});

test('the authorization server fails only for a fault whose path names it', async () => {
  const { salesloft } = await withPeople(1);
  salesloft.faults.add({ kind: 'status', status: 500 });
  const { status } = await fetch(salesloft.tokenUrl, { method: 'POST', body: 'grant_type=refresh_token' });
  expect(status).toBe(401);
  salesloft.faults.add({ kind: 'status', status: 503, path: '/oauth/token' });
  expect((await fetch(salesloft.tokenUrl, { method: 'POST', body: '' })).status).toBe(503);
});

test('cut before gives no answer at all; cut in the middle gives the head and half a body', async () => {
  const { salesloft, raw, get } = await withPeople(20);
  salesloft.faults.add({ kind: 'cut', when: 'before', times: 1 });
  await expect(raw()).rejects.toThrow('fetch failed');
  salesloft.faults.add({ kind: 'cut', when: 'middle', times: 1 });
  const response = await raw();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
  expect((await get()).status).toBe(200);
});

test('slow waits first and then answers', async () => {
  const { salesloft, get, waits } = await withPeople(1);
  salesloft.faults.add({ kind: 'slow', ms: 1500, times: 1 });
  expect((await get()).status).toBe(200);
  expect((await get()).status).toBe(200);
  expect(waits).toEqual([1500]);
});

test('hang leaves the connection open without an answer until the client gives up', async () => {
  const { salesloft } = await withPeople(1);
  const fault = salesloft.faults.add({ kind: 'hang' });
  const patience = new AbortController();
  const asked = fetch(`${salesloft.baseUrl}${people}`, { signal: patience.signal });
  const outcome = asked.then(
    () => 'answered',
    (error: unknown) => (error as Error).name,
  );
  await expect.poll(() => fault.hits()).toBe(1);
  expect(salesloft.requests().last.at(-1)).not.toHaveProperty('status');
  patience.abort();
  expect(await outcome).toBe('AbortError');
});

test('malformed answers 200 with JSON that ends half-way', async () => {
  const { salesloft, raw } = await withPeople(3);
  salesloft.faults.add({ kind: 'malformed' });
  const response = await raw();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  const text = await response.text();
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

test('ignoreFilters leaves date filters out and their echo too', async () => {
  const { salesloft, get } = await withPeople(3);
  const path = `${people}?updated_at[gt]=2030-01-01T00:00:00Z`;
  expect((await get(path)).body.data).toEqual([]);
  salesloft.faults.add({ kind: 'ignoreFilters', times: 1 });
  const { body } = await get(path);
  expect(body.data).toHaveLength(3);
  expect(body.metadata.filtering).toEqual({});
});

test('a revoked token can answer 200 with an empty list, as some providers do', async () => {
  const { salesloft, get } = await withPeople(3);
  salesloft.faults.add({ kind: 'revokedTokenAnswers200' });
  const answer = await get();
  expect([answer.status, answer.body.data]).toEqual([200, []]);
  expect((await getWithToken<People>(salesloft, people, 'dead')).status).toBe(200);
});

test('a late record shows in lists and by its id only after its time, and its old state until then', async () => {
  const { salesloft, clock, get, ids } = await withPeople(1);
  salesloft.faults.add({ kind: 'lateVisibility', ms: 5000 });
  salesloft.update(1, { first_name: 'New' });
  salesloft.create('people');
  expect(await ids()).toEqual([1]);
  expect((await get()).body.data[0]?.first_name).not.toBe('New');
  expect((await get(`${people.replace('.json', '')}/2`)).status).toBe(404);
  clock.advance(5001);
  expect(new Set(await ids())).toEqual(new Set([1, 2]));
  expect((await get(`${people}?sort_direction=ASC`)).body.data[0]?.first_name).toBe('New');
  expect(salesloft.records()).toHaveLength(2);
});

test('with every, only some changes are late, so that a newer stamp shows before an older one', async () => {
  const { salesloft, clock, ids } = await withPeople(0);
  salesloft.faults.add({ kind: 'lateVisibility', ms: 3000, every: 2 });
  for (const _ of [1, 2, 3]) {
    salesloft.create('people');
    clock.advance(10);
  }
  expect(await ids()).toEqual([3, 1]);
  clock.advance(3000);
  expect(await ids()).toEqual([3, 2, 1]);
});

test('a late old version never replaces a newer one that shows already', async () => {
  const { salesloft, clock, get } = await withPeople(1);
  salesloft.faults.add({ kind: 'lateVisibility', ms: 5000, times: 1 });
  salesloft.update(1, { first_name: 'Late' });
  salesloft.update(1, { first_name: 'Newest' });
  clock.advance(6000);
  expect((await get()).body.data[0]?.first_name).toBe('Newest');
});

test('equal stamps: by granularity, or one stamp for all changes while the fault lasts', async () => {
  const { salesloft, clock } = await withPeople(0);
  const seconds = salesloft.faults.add({ kind: 'equalTimestamps', granularityMs: 1000 });
  clock.advance(250);
  const first = salesloft.create('people');
  clock.advance(500);
  const second = salesloft.create('people');
  expect(first.updatedAt).toBe(Date.parse('2026-03-02T15:00:00Z') * 1000);
  expect(second.updatedAt).toBe(first.updatedAt);
  seconds.remove();
  salesloft.faults.add({ kind: 'equalTimestamps' });
  const third = salesloft.create('people');
  clock.advance(5000);
  expect(salesloft.update(1).updatedAt).toBe(third.updatedAt);
});

test('skew moves stamps and the Date header alike', async () => {
  const { salesloft, get } = await withPeople(0);
  salesloft.faults.add({ kind: 'skew', ms: -3_600_000 });
  salesloft.create('people');
  const { headers, body } = await get();
  expect(headers.get('date')).toBe('Mon, 02 Mar 2026 14:00:00 GMT');
  expect(body.data[0]?.updated_at).toMatch(/^2026-03-02T09:00:00/);
  salesloft.faults.clear();
  expect((await get()).headers.get('date')).toBe('Mon, 02 Mar 2026 15:00:00 GMT');
});

test('pageShift changes records between two pages, so that offset paging loses a row', async () => {
  const { salesloft, ids } = await withPeople(4);
  const path = (page: number) => `${people}?per_page=2&sort_by=created_at&sort_direction=ASC&page=${page}`;
  salesloft.faults.add({ kind: 'pageShift', run: () => void salesloft.delete(1) });
  expect(await ids(path(1))).toEqual([1, 2]);
  expect(await ids(path(2))).toEqual([4]);
  expect(await ids(path(1))).toEqual([2, 3]);
});

test('stalePage gives the last answer of the path again, whatever is asked', async () => {
  const { salesloft, ids } = await withPeople(4);
  const path = (page: number) => `${people}?per_page=2&sort_direction=ASC&page=${page}`;
  salesloft.faults.add({ kind: 'stalePage', times: 1 });
  expect(await ids(path(1))).toEqual([1, 2]);
  expect(await ids(path(2))).toEqual([1, 2]);
  expect(await ids(path(2))).toEqual([3, 4]);
});

test.each<[Fault, string]>([
  [{ kind: 'status', status: 42 }, 'fault status: status is 42; allowed: 200 to 599'],
  [{ kind: 'slow', ms: -1 }, 'fault slow: ms is -1; allowed: 0 or more'],
  [{ kind: 'hang', times: 0 }, 'fault hang: times is 0; allowed: 1 or more'],
  [{ kind: 'equalTimestamps', granularityMs: 0 }, 'granularityMs is 0; allowed: 1 or more'],
  [{ kind: 'skew', ms: Number.NaN }, 'fault skew: ms is NaN; allowed: a number'],
])('a fault that makes no sense is refused: %o', async (fault, message) => {
  const { simulator } = await simulatorForTest();
  expect(() => simulator.acton.faults.add(fault)).toThrow(message);
});
