import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurnQueue } from './turn-queue.ts';

const drain = <Item>(queue: { next(): Item | undefined }): Item[] => {
  const items: Item[] = [];
  for (let item = queue.next(); item !== undefined; item = queue.next()) items.push(item);
  return items;
};

test('owners take turns, whoever has sent more', () => {
  const queue = createTurnQueue<string>();
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.add(item.charAt(0), item);
  queue.remove('c', 'c1');
  queue.remove('d', 'd1');
  expect([queue.waiting('a'), queue.waiting('c')]).toEqual([3, 0]);
  expect(queue.next()).toBe('a1');
  queue.add('d', 'd1');
  expect(drain(queue)).toEqual(['b1', 'a2', 'd1', 'b2', 'a3']);
});

test('nothing is lost, an owner is served in the order it asked, and before anybody else is served twice', () => {
  const adds = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
  fc.assert(
    fc.property(adds, (owners) => {
      const queue = createTurnQueue<{ owner: string; at: number }>();
      owners.forEach((owner, at) => queue.add(owner, { owner, at }));
      const served = drain(queue);
      expect(served.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(owners.map((_owner, at) => at));
      const turnOf = served.map(
        ({ owner }, place) => served.slice(0, place).filter((one) => one.owner === owner).length,
      );
      expect(turnOf).toEqual(turnOf.toSorted((a, b) => a - b));
      for (const owner of ['a', 'b', 'c']) {
        const own = served.filter((one) => one.owner === owner).map(({ at }) => at);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
  );
});
