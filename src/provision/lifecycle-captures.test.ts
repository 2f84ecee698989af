import { expect, test } from 'vitest';
import type { JsonValue } from '../lib/json.ts';
import { capturesOf } from './lifecycle-captures.ts';

const select = { list: 'sites', field: 'url', equals: '{site.url}' };
const answer = {
  id: 5,
  none: null,
  sites: [
    { url: 'a', n: 1 },
    { url: 'b', n: 2, more: { x: [true] } },
  ],
};

test('values are taken as text, also from deep inside', () => {
  const capture = { 'account.id': 'id', first: 'sites[0].url', more: 'sites[1].more', flag: 'sites[1].more.x[0]' };
  expect(capturesOf({ capture }, answer, {})).toEqual({
    'account.id': '5',
    first: 'a',
    more: '{"x":[true]}',
    flag: 'true',
  });
});

test('of a list the item is taken whose field has the configured value, or the first where none is configured', () => {
  const step = { select, capture: { n: 'n' } };
  expect(capturesOf(step, answer, { 'site.url': 'b' })).toEqual({ n: '2' });
  expect(capturesOf(step, answer, {})).toEqual({ n: '1' });
  expect(capturesOf(step, answer, { 'site.url': '' })).toEqual({ n: '1' });
  const wholeList = { select: { ...select, list: '' }, capture: { n: 'n' } };
  expect(capturesOf(wholeList, answer.sites as JsonValue, { 'site.url': 'b' })).toEqual({ n: '2' });
});

test('what is not there is named', () => {
  expect(() => capturesOf({ capture: { key: 'none' } }, answer, {})).toThrow(
    'the answer has nothing at "none" for the entry key',
  );
  const step = { select, capture: { n: 'n' } };
  expect(() => capturesOf(step, answer, { 'site.url': 'c' })).toThrow(
    'configuration.site.url: found "c", which no url of the account is; allowed: a, b',
  );
  expect(() => capturesOf(step, { sites: [] }, {})).toThrow('the list at "sites" is empty');
  expect(() => capturesOf(step, { sites: {} }, {})).toThrow('the answer has no list at "sites"');
});
