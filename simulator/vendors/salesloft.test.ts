import { expect, test } from 'vitest';
import { getWithToken, simulatorForTest } from '../simulator-for-test.ts';

interface People {
  metadata: {
    filtering: Record<string, Record<string, string>>;
    paging: Record<string, number | null>;
    sorting: { sort_by: string; sort_direction: string };
  };
  data: { id: number; created_at: string; updated_at: string; first_name: string }[];
}
const people = '/v2/people.json';
const withParams = (params: Record<string, string>) => `${people}?${new URLSearchParams(params).toString()}`;

test('stamps have microseconds and the New York offset of their season', async () => {
  const { simulator, clock } = await simulatorForTest('2026-03-02T15:00:00.123Z');
  const { salesloft } = simulator;
  expect(salesloft.create('people').record['updated_at']).toMatch(/^2026-03-02T10:00:00\.123\d{3}-05:00$/);
  clock.advance(122 * 86_400_000);
  expect(salesloft.create('people').record['updated_at']).toMatch(/^2026-07-02T11:00:00\.123\d{3}-04:00$/);
});

test('without parameters: 25 people, the last updated first', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { salesloft } = simulator;
  for (let count = 0; count < 30; count++) {
    salesloft.create('people');
    clock.advance(1000);
  }
  salesloft.update(3, { first_name: 'Moved' });
  const { body } = await getWithToken<People>(salesloft, people);
  expect(body.data.map(({ id }) => id).slice(0, 3)).toEqual([3, 30, 29]);
  expect(body.data).toHaveLength(25);
  expect(body.metadata).toEqual({
    filtering: {},
    paging: { per_page: 25, current_page: 1, next_page: 2, prev_page: null },
    sorting: { sort_by: 'updated_at', sort_direction: 'DESC NULLS LAST' },
  });
});

test('filters compare microseconds, in every offset form, and are echoed', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { salesloft } = simulator;
  const base = clock.now() * 1000;
  for (const updatedAt of [base, base + 1, base + 2]) salesloft.create('people', {}, { createdAt: base, updatedAt });
  const stamp = (micros: number) => `2026-03-02T15:00:00.${String(micros).padStart(6, '0')}Z`;
  const ids = async (params: Record<string, string>) => {
    const { body } = await getWithToken<People>(salesloft, withParams({ ...params, sort_direction: 'ASC' }));
    return body.data.map(({ id }) => id);
  };
  expect(await ids({ 'updated_at[gt]': stamp(1) })).toEqual([3]);
  expect(await ids({ 'updated_at[gte]': stamp(1) })).toEqual([2, 3]);
  expect(await ids({ 'updated_at[lt]': stamp(1) })).toEqual([1]);
  expect(await ids({ 'updated_at[lte]': stamp(1) })).toEqual([1, 2]);
  expect(await ids({ 'updated_at[gte]': '2026-03-02T10:00:00.000001-05:00', 'updated_at[lt]': stamp(2) })).toEqual([2]);
  expect(await ids({ 'created_at[gte]': stamp(0), 'updated_at[gt]': stamp(0) })).toEqual([2, 3]);
  const { body } = await getWithToken<People>(salesloft, withParams({ 'updated_at[gt]': stamp(1) }));
  expect(body.metadata.filtering).toEqual({ updated_at: { gt: stamp(1) } });
});

test('an unknown filter is ignored without a word; a bad value is refused with 422', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  salesloft.load(3);
  const typo = await getWithToken<People>(salesloft, withParams({ 'updatedat[gt]': '2030-01-01T00:00:00Z' }));
  expect(typo.body.data).toHaveLength(3);
  expect(typo.body.metadata.filtering).toEqual({});
  const bad = await getWithToken<{ errors: Record<string, string[]> }>(
    salesloft,
    withParams({ 'updated_at[gt]': 'yesterday', sort_by: 'shoe_size' }),
  );
  expect(bad.status).toBe(422);
  expect(Object.keys(bad.body.errors)).toEqual(['updated_at', 'sort_by']);
  // A plus sign that was not encoded arrives as a space.
  const plus = await getWithToken(salesloft, `${people}?updated_at[gt]=2026-01-01T00:00:00+05:00`);
  expect(plus.status).toBe(422);
});

test('page and per_page are corrected silently, and past the end is an empty list', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  salesloft.load(130);
  const clamped = await getWithToken<People>(salesloft, withParams({ per_page: '500', page: '-1' }));
  expect(clamped.body.metadata.paging).toMatchObject({ per_page: 100, current_page: 1, next_page: 2 });
  const counted = await getWithToken<People>(
    salesloft,
    withParams({ per_page: '0', page: '130', include_paging_counts: 'true' }),
  );
  expect(counted.body.metadata.paging).toMatchObject({
    per_page: 1,
    next_page: null,
    total_pages: 130,
    total_count: 130,
  });
  const past = await getWithToken<People>(salesloft, withParams({ per_page: '100', page: '9' }));
  expect(past.body.data).toEqual([]);
  expect(past.body.metadata.paging['next_page']).toBeNull();
});

test('walking by the cursor of the last row with gt meets every row once when no stamps are shared', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  for (let number = 0; number < 250; number++)
    salesloft.create('people', {}, { createdAt: 1_772_460_000_000_000 + number });
  const seen: number[] = [];
  let cursor = '2000-01-01T00:00:00Z';
  for (let rows = 100; rows === 100;) {
    const params = { 'updated_at[gt]': cursor, sort_direction: 'ASC', per_page: '100' };
    const { body } = await getWithToken<People>(salesloft, withParams(params));
    seen.push(...body.data.map(({ id }) => id));
    rows = body.data.length;
    cursor = body.data.at(-1)?.updated_at ?? cursor;
  }
  expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
});

test('answers tell their cost and what remains of the minute; deep pages cost more; the limit answers 429', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { salesloft } = simulator;
  const cheap = await getWithToken(salesloft, people);
  expect(cheap.headers.get('x-ratelimit-endpoint-cost')).toBe('1');
  expect(cheap.headers.get('x-ratelimit-remaining-minute')).toBe('599');
  expect((await getWithToken(salesloft, `${people}?page=501`)).headers.get('x-ratelimit-endpoint-cost')).toBe('30');
  salesloft.setLimits({ requests: { limit: 2, perMs: 60_000 } });
  expect((await getWithToken(salesloft, people)).status).toBe(200);
  expect((await getWithToken(salesloft, people)).headers.get('x-ratelimit-remaining-minute')).toBe('0');
  const limited = await getWithToken(salesloft, people);
  expect(limited.status).toBe(429);
  expect(limited.headers.get('retry-after')).toBeNull();
  clock.advance(60_000);
  expect((await getWithToken(salesloft, people)).status).toBe(200);
});

test('one person comes in an envelope of its own; accounts share the rules and the sequence of ids', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  salesloft.create('people', { first_name: 'Pat' });
  salesloft.create('accounts', { name: 'Globex' });
  const one = await getWithToken<{ data: object }>(salesloft, '/v2/people/1.json');
  expect(one.body.data).toMatchObject({ id: 1, first_name: 'Pat' });
  const accounts = await getWithToken<{ data: object[] }>(salesloft, '/v2/accounts.json');
  expect(accounts.body.data).toMatchObject([{ id: 2, name: 'Globex' }]);
  expect((await getWithToken(salesloft, '/v2/people/2.json')).status).toBe(404);
});
