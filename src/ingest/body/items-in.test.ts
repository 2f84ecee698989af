import { expect, test } from 'vitest';
import { itemsIn } from './items-in.ts';

test('a list has its elements as items, anything else is the one item', () => {
  expect(itemsIn([{ id: 1 }, { id: 2 }], '')).toEqual([{ id: 1 }, { id: 2 }]);
  expect(itemsIn({ id: 1 }, '')).toEqual([{ id: 1 }]);
  expect(itemsIn({ list_folder: { accounts: ['a', 'b'] } }, 'list_folder.accounts')).toEqual(['a', 'b']);
  expect(itemsIn({ data: { id: 1 } }, 'data')).toEqual([{ id: 1 }]);
  expect(itemsIn({ 'a.b': [1] }, 'a.b')).toEqual([1]);
  expect(itemsIn([{ a: [1] }], '[0].a')).toEqual([1]);
});

test('where nothing is, there is no item', () => {
  expect(itemsIn({ events: [] }, 'events')).toEqual([]);
  expect(itemsIn({ events: null }, 'events')).toEqual([]);
  expect(itemsIn({}, 'events')).toEqual([]);
  expect(itemsIn('text', 'events.a')).toEqual([]);
  expect(itemsIn({}, 'constructor.name')).toEqual([]);
});

test('a path leads into JSON that stands in a text', () => {
  expect(itemsIn({ payload: '{"commits":[{"id":1}]}' }, 'payload.commits')).toEqual([{ id: 1 }]);
  expect(itemsIn({ payload: '{"id":1}' }, 'payload')).toEqual([{ id: 1 }]);
  expect(itemsIn({ userId: '["7"]' }, 'userId')).toEqual(['7']);
  expect(itemsIn({ payload: '{broken' }, 'payload')).toEqual(['{broken']);
});
