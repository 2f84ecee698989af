import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { webhooksSchema } from '../../model/connector-webhooks.ts';
import { itemsByRules } from './items-by-rules.ts';
import type { WebhookParts } from './webhook-value.ts';

const rulesOf = (...rules: object[]) => webhooksSchema.parse({ verify: { kind: 'none' }, rules }).rules;

const none: WebhookParts = { body: {}, headers: {}, query: {} };

const judge = (rules: object[], items: JsonValue[], parts: Partial<WebhookParts> = {}) =>
  itemsByRules(rulesOf(...rules), items, { ...none, ...parts });

test('a rule says resource, id, type, date and record of an item', () => {
  const rule = {
    when: [{ value: 'topic', like: 'contact.*' }],
    resource: 'contacts',
    id: 'contact.id',
    type: {
      from: 'topic',
      map: { 'contact.created': 'CREATED', 'contact.deleted': 'DELETED' },
      otherwise: 'UPDATED',
    },
    date: { value: 'at', format: 'seconds' },
    record: 'contact',
    parameters: { listId: { query: 'list' } },
  };
  const item = { topic: 'contact.created', at: 1_767_225_600, contact: { id: 7, name: 'Ada' } };
  expect(judge([rule], [item], { query: { list: '9' } })).toEqual({
    items: [
      {
        then: 'tell',
        resource: 'contacts',
        recordId: '7',
        type: 'CREATED',
        date: Date.UTC(2026, 0, 1) * 1000,
        record: { id: 7, name: 'Ada' },
        element: item,
        parameters: { listId: '9' },
        delaySeconds: 0,
      },
    ],
    ignored: [],
    refused: [],
    remarks: [],
  });
});

test('values come from headers in any case, from the query, and from the whole body', () => {
  const rule = {
    when: [
      { value: { header: 'X-Event' }, is: 'push' },
      { value: { query: 'v' }, is: ['1', '2'] },
      { value: { body: 'shop.id' }, is: '5' },
    ],
    resource: { from: { header: 'x-topic' } },
    id: 'id',
  };
  const parts = { headers: { 'x-event': 'push', 'x-topic': 'orders' }, query: { v: '2' }, body: { shop: { id: 5 } } };
  expect(judge([rule], [{ id: true }], parts).items).toMatchObject([{ resource: 'orders', recordId: 'true' }]);
});

test('the first rule that holds counts, and one whose word stands for nothing does not hold', () => {
  const rules = [
    { resource: { from: 'kind', map: { a: 'as' } }, id: 'id' },
    { when: [{ value: 'kind', is: 'b' }], resource: 'bs', id: 'id' },
    { when: [{ value: 'kind', is: 'b' }], resource: 'never', id: 'id' },
  ];
  const { items, ignored } = judge(rules, [
    { kind: 'a', id: 1 },
    { kind: 'b', id: 2 },
    { kind: 'c', id: 3 },
  ]);
  expect(items.map(({ resource }) => resource)).toEqual(['as', 'bs']);
  expect(ignored).toEqual(['item 3: no rule fits']);
});

test('each element of a list is a change of its own', () => {
  const rule = { each: 'entries', resource: 'files', id: 'id', type: { from: 'what' } };
  const item = { entries: [{ id: 'a', what: 'DELETED' }, { id: 'b' }, { what: 'moved' }] };
  const { items, ignored, refused } = judge([rule], [item, { entries: 5 }, { entries: [] }]);
  expect(items).toMatchObject([{ recordId: 'a', type: 'DELETED', element: { id: 'a' } }]);
  expect(ignored).toEqual(['item 1, entries[1]: no rule fits', 'item 3: the list at "entries" is empty']);
  expect(refused).toEqual([
    'item 1, entries[2] (files): nothing is at "id", where its id is expected',
    'item 2: expected a list at "entries", found 5',
  ]);
});

test('what stands beside the list may be read for each of its elements', () => {
  const rule = {
    each: 'entries',
    resource: 'files',
    id: 'id',
    date: { value: { item: 'at' }, format: 'seconds' },
    parameters: { folder: { item: 'folder' } },
  };
  const { items, refused } = judge([rule], [{ at: 5, folder: 'f', entries: [{ id: 1 }] }, { entries: [{ id: 2 }] }]);
  expect(items).toMatchObject([{ recordId: '1', date: 5_000_000, parameters: { folder: 'f' } }]);
  expect(refused).toEqual(['item 2, entries[0] (files): nothing is at "folder" of the item, where its id is expected']);
});

test('a poll needs no id, and what a rule ignores is not told', () => {
  const rules = [
    { when: [{ value: 'test', is: 'true' }], ignore: true },
    { resource: 'files', then: 'poll', delaySeconds: 5 },
  ];
  expect(judge(rules, [{ test: true }, 'dbid:1'])).toMatchObject({
    items: [{ then: 'poll', resource: 'files', delaySeconds: 5 }],
    ignored: ['item 1: a rule ignores it'],
  });
});

test('a date that cannot be read is left out and remarked; a missing parameter spoils the item', () => {
  const dated = { resource: 'a', id: 'id', date: { value: { header: 'X-At' }, format: 'yyyy-MM-dd' } };
  const { items, remarks } = judge([dated], [{ id: 1 }], { headers: { 'x-at': 'soon' } });
  expect(items).toMatchObject([{ date: undefined }]);
  expect(remarks).toEqual(['item 1: the date at the header X-At is "soon"; expected: yyyy-MM-dd']);
  const inList = { resource: 'a', id: { body: 'x.id' }, parameters: { listId: 'list' } };
  expect(judge([inList], [{ id: 1 }]).refused).toEqual([
    'item 1 (a): nothing is at "x.id" of the body and "list", where its id is expected',
  ]);
});

test('names of the prototype of objects stand for nothing', () => {
  const rule = { resource: { from: 'kind', map: { a: 'as' } }, id: 'id' };
  expect(
    judge(
      [rule],
      [
        { kind: 'constructor', id: 1 },
        { kind: '__proto__', id: 1 },
      ],
    ).items,
  ).toEqual([]);
});

test('every item, or element of one, is accounted for once', () => {
  const rules = [
    { when: [{ value: 'kind', is: 'list' }], each: 'list', resource: { from: 'kind', map: { t: 'ts' } }, id: 'id' },
    { when: [{ value: 'kind', is: 'ignored' }], ignore: true },
    { when: [{ value: 'kind', is: 'poll' }], resource: 'ts', then: 'poll' },
    { when: [{ value: 'kind', like: 't*' }], resource: 'ts', id: 'id' },
  ];
  const kind = fc.constantFrom('list', 'ignored', 'poll', 't', 'other');
  const id = fc.option(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { nil: undefined });
  const leaf = fc.record({ kind, id }, { requiredKeys: [] });
  const item = fc.oneof(leaf, fc.record({ kind, list: fc.oneof(fc.array(leaf), fc.integer()) }), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const given = JSON.parse(JSON.stringify(items)) as JsonValue[];
      const { items: told, ignored, refused } = judge(rules, given);
      const count = (one: JsonValue) => {
        const { kind: word, list } = (one ?? {}) as JsonRecord;
        return word === 'list' && Array.isArray(list) ? Math.max(1, list.length) : 1;
      };
      expect(told.length + ignored.length + refused.length).toBe(
        given.reduce<number>((sum, one) => sum + count(one), 0),
      );
    }),
  );
});
