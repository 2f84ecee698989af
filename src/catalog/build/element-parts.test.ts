import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonRecord } from '../../lib/json.ts';
import { partAt, partsAt, withoutPart, withPart, withPartIds, withReplacedPart } from './element-parts.ts';

const hooks = { list: 'hooks' };
const hooksOf = (id: string) => ({ list: 'hooks', of: { list: 'resources', id } });
const element: JsonRecord = {
  key: 'shop',
  hooks: [{ id: 7, type: 'preRequest' }],
  resources: [
    { path: '/orders', hooks: [{ type: 'postRequest' }], parameters: [{ name: 'page' }] },
    { id: 12, path: '/customers' },
  ],
};

test('every part without an id gets one that no other part has, and what has one keeps it', () => {
  const numbered = withPartIds(element);
  expect(numbered).toEqual({
    key: 'shop',
    hooks: [{ id: 7, type: 'preRequest' }],
    resources: [
      { id: 13, path: '/orders', hooks: [{ id: 14, type: 'postRequest' }], parameters: [{ id: 15, name: 'page' }] },
      { id: 12, path: '/customers' },
    ],
  });
  expect(withPartIds(numbered)).toEqual(numbered);
});

test('parts are added, replaced and taken out, also those of a resource, and all else stays', () => {
  const { element: added, part } = withPart(element, hooksOf('12'), { type: 'preRequest', id: 7 });
  expect(part).toEqual({ id: 13, type: 'preRequest' });
  expect(partsAt(added, hooksOf('12'))).toEqual([part]);
  const replaced = withReplacedPart(added, hooks, { id: '7', part: { id: 99, type: 'event' } });
  expect([replaced.part, partAt(replaced.element, hooks, '7')]).toEqual([
    { id: 7, type: 'event' },
    { id: 7, type: 'event' },
  ]);
  expect(withoutPart(replaced.element, hooksOf('12'), '13')).toEqual({
    ...element,
    hooks: [{ id: 7, type: 'event' }],
    resources: [(element['resources'] as JsonRecord[])[0], { id: 12, path: '/customers', hooks: [] }],
  });
});

test('a part that is not there is told with its place', () => {
  expect(() => partAt(element, hooks, '8')).toThrow('There is no "8" among the hooks of the connector.');
  expect(() => partsAt(element, hooksOf('8'))).toThrow('There is no "8" among the resources of the connector.');
  expect(() => withoutPart(element, hooksOf('12'), '7')).toThrow('There is no "7" among the hooks of resources/12.');
});

test('whatever is added and taken out again leaves the document as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ name: fc.string() }), { maxLength: 5 }), (parameters) => {
      const before = withPartIds({ parameters });
      const { element: added, part } = withPart(before, { list: 'parameters' }, { name: 'page' });
      expect(new Set(partsAt(added, { list: 'parameters' }).map(({ id }) => id)).size).toBe(parameters.length + 1);
      expect(withoutPart(added, { list: 'parameters' }, String(part['id'] as number))).toEqual(before);
    }),
  );
});
