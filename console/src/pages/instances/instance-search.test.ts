import { expect, test } from 'vitest';
import { isNarrowed, parseInstanceSearch, toQuery } from './instance-search.ts';

test('a URL says which instances are shown, whatever somebody has written into it', () => {
  const search = parseInstanceSearch({
    q: 1001,
    connector: 'acton',
    state: 'broken',
    sort: 'name',
    page: '3',
    tag: '',
  });
  expect(search).toEqual({
    q: '1001',
    connector: 'acton',
    state: undefined,
    tag: undefined,
    sort: 'name',
    page: 3,
  });
  for (const page of ['0', '1', '-2', '1e3', 'x', '99999999'])
    expect(parseInstanceSearch({ page }).page).toBeUndefined();
});

test('the server is asked for what the URL says, newest first on its first page unless it says otherwise', () => {
  expect(toQuery(parseInstanceSearch({}))).toEqual({ health: 'true', pageSize: 25, page: 1, sort: 'newest' });
  expect(toQuery(parseInstanceSearch({ q: 'a', connector: 'b', state: 'paused', tag: 'c', page: 2 }))).toMatchObject({
    searchText: 'a',
    elementKey: 'b',
    state: 'paused',
    'tags[]': ['c'],
    page: 2,
  });
});

test('the order and the page hide nothing', () => {
  expect(isNarrowed(parseInstanceSearch({ sort: 'name', page: 2 }))).toBe(false);
  expect(isNarrowed(parseInstanceSearch({ tag: 'x' }))).toBe(true);
});
