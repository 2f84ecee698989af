import { expect, test } from 'vitest';
import { resourceSchema, type ConnectorResource } from '../model/connector-resource.ts';
import type { JsonValue } from '../lib/json.ts';
import { extractRecords } from './extract-records.ts';
import { rowIdentity } from './paging/page-rows.ts';

const resource = (records: object): ConnectorResource =>
  resourceSchema.parse({ path: '/rows', request: { path: '/rows' }, paging: { kind: 'none' }, records });
const extract = (records: object, answer: JsonValue) => extractRecords(resource(records).records, answer, 'GET /rows');

test.each<[string, object, JsonValue, object[]]>([
  ['wrapped', { list: '', unwrap: 'customer' }, [{ customer: { id: 1 } }], [{ id: 1 }]],
  [
    'under a path, with what stands around them',
    { list: '', unwrap: 'data.object', keep: { event: 'type', gone: 'absent' } },
    [{ type: 'made', data: { object: { id: 1 } } }],
    [{ id: 1, event: 'made' }],
  ],
  ['ids only', { list: 'ids', valueField: 'Id' }, { ids: ['a', 7] }, [{ Id: 'a' }, { Id: 7 }]],
  [
    'keyed by id',
    { keyed: 'rows', keyField: 'id' },
    { rows: { a: { x: 1 }, b: { id: 9 } } },
    [{ id: 'a', x: 1 }, { id: 9 }],
  ],
  [
    'in lists keyed by entity',
    { keyed: '', keyField: 'entity' },
    { Customer: [{ Id: '1' }], Invoice: [] },
    [{ entity: 'Customer', Id: '1' }],
  ],
  ['absent', { list: 'data', mayBeAbsent: true }, {}, []],
  ['one object', { list: 'data', orOne: true }, { data: { id: 1 } }, [{ id: 1 }]],
  ['a list although one object was possible', { list: '', orOne: true }, [{ id: 1 }], [{ id: 1 }]],
  ['null', { keyed: 'data', mayBeAbsent: true }, { data: null }, []],
])('records that are %s are found', (_, records, answer, found) => {
  expect(extract(records, answer)).toEqual(found);
});

test.each<[object, JsonValue, string]>([
  [
    { list: 'rows', unwrap: 'customer' },
    { rows: [{ id: 1 }] },
    'expected a record at "rows"[0] under "customer", found an object with the keys id',
  ],
  [{ keyed: 'rows' }, { rows: [] }, 'expected an object of records at "rows", found an array of 0'],
  [{ keyed: 'rows' }, { rows: { a: 'x' } }, 'expected a record at "rows" under "a", found "x"'],
  [{ list: 'rows', mayBeAbsent: true }, { rows: 'x' }, 'expected an array at "rows", found "x"'],
])('%j does not find records in %j', (records, answer, message) => {
  expect(() => extract(records, answer)).toThrow(message);
});

test('an id is the same as a number and as text', () => {
  const plan = { resource: resource({ list: '' }) };
  expect(rowIdentity(plan, { id: 61 })).toBe(rowIdentity(plan, { id: '61' }));
});

test('an object where ids are expected is named', () => {
  expect(() => extract({ list: 'ids', valueField: 'Id' }, { ids: ['a', { id: 1 }] })).toThrow(
    'GET /rows: expected a record at "ids"[1]',
  );
});
