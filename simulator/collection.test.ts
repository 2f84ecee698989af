import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Collection, type Bounds, type Query } from './collection.ts';
import type { Entry, Shape } from './types.ts';

const shape: Shape = { resource: 'things', precisionMicros: 1, serialise: () => '{}', toRecord: () => ({}) };
const stampOf = { id: 'number', created: 'createdAt', updated: 'updatedAt' } as const;

const anEntry = fc.record({ createdAt: fc.nat(40), updatedAt: fc.nat(40), deleted: fc.boolean() });
const someBounds = fc.option(fc.record({ from: fc.nat(40), to: fc.nat(40) }, { requiredKeys: [] }), { nil: undefined });
const anAsk = fc.record({
  updated: someBounds,
  created: someBounds,
  onlyEven: fc.boolean(),
  order: fc.constantFrom('id', 'created', 'updated'),
  descending: fc.boolean(),
  offset: fc.nat(20),
  limit: fc.integer({ min: 1, max: 20 }),
});

test('any query answers like filtering, sorting and slicing a plain array', () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 60 }), fc.array(anAsk, { minLength: 1, maxLength: 4 }), (rows, asks) => {
      const collection = new Collection(shape);
      const entries: Entry[] = [];
      for (const [number, { createdAt, updatedAt, deleted }] of rows.entries()) {
        const id = String(number);
        const entry = {
          id,
          number,
          version: number * 3 + 1,
          createdAt,
          updatedAt: 0,
          fields: {},
          bytes: Buffer.alloc(0),
        };
        collection.put(entry);
        const updated = { ...entry, version: number * 3 + 2, updatedAt };
        collection.put(updated);
        if (deleted) collection.remove(id, number * 3 + 3);
        else entries.push(updated);
      }
      for (const { updated, created, onlyEven, order, descending, ...page } of asks) {
        const isIn = (stamp: number, bounds?: Bounds) =>
          stamp >= (bounds?.from ?? 0) && stamp < (bounds?.to ?? Infinity);
        const holds = (entry: Entry) => !onlyEven || entry.number % 2 === 0;
        const matching = entries
          .filter((entry) => isIn(entry.updatedAt, updated) && isIn(entry.createdAt, created) && holds(entry))
          .toSorted((a, b) => a[stampOf[order]] - b[stampOf[order]] || a.number - b.number);
        const expected = descending ? matching.toReversed() : matching;
        const query: Query = { order, descending, ...page };
        if (updated) query.updated = updated;
        if (created) query.created = created;
        if (onlyEven) query.where = { key: 'even', holds };
        expect(collection.query(query, 0)).toEqual({
          entries: expected.slice(page.offset, page.offset + page.limit),
          total: expected.length,
        });
      }
    }),
  );
});
