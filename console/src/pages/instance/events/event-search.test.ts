import { expect, test } from 'vitest';
import { isFiltered, parseEventSearch, toEventsQuery } from './event-search.ts';

test('a URL that nobody made by hand is read as it was written', () => {
  const search = parseEventSearch({
    q: 14682,
    type: 'DELETED',
    delivery: 'failed',
    size: 100,
    after: 'eyJ9',
    event: 'e1',
  });
  expect(search).toMatchObject({
    q: '14682',
    type: 'DELETED',
    delivery: 'failed',
    size: 100,
    after: 'eyJ9',
    event: 'e1',
  });
  expect(isFiltered(search)).toBe(true);
});

test('what is not allowed in a URL counts as not said', () => {
  const search = parseEventSearch({
    delivery: 'lost',
    period: 'ever',
    from: 'yesterday',
    size: 7,
    q: {},
    tab: 'events',
  });
  expect(search).toEqual({ size: 25 });
  expect(isFiltered(search)).toBe(false);
});

test('a period counts from now, and takes the place of from and to', () => {
  const now = Date.UTC(2026, 0, 31, 8);
  const search = parseEventSearch({ period: '24h', from: '2020-01-01', to: '2020-01-02' });
  expect(toEventsQuery(search, now)).toMatchObject({ from: '2026-01-30T08:00:00.000Z', to: undefined, pageSize: 25 });
  const between = parseEventSearch({ from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z', resource: 'deals' });
  expect(toEventsQuery(between, now)).toMatchObject({
    from: '2020-01-01T00:00:00Z',
    to: '2020-01-02T00:00:00Z',
    objectType: 'deals',
  });
});
