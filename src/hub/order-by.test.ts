import { describe, expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { planOrder } from './order-by.ts';

const rows = (orderBy: object) => {
  const resource = testConnector({ orderBy }).resources['rows'];
  if (!resource) throw new Error('no rows');
  return resource;
};
const byParameter = rows({
  title: { asc: { 'orders[title]': 'ASC' }, desc: { 'orders[title]': 'DESC' } },
  id: { asc: { 'orders[id]': 'ASC' } },
});
const bySort = rows({ title: { asc: { sort: 'title' } }, id: { asc: { sort: 'id' }, desc: { sort: '-id' } } });

describe('an order', () => {
  test('is asked for as the connector says', () => {
    expect(planOrder(bySort, '!id')).toEqual({
      leading: { field: 'id', direction: 'desc' },
      isCompound: false,
      query: [['sort', '-id']],
    });
  });

  test('that is absent or empty asks for nothing', () => {
    for (const text of [undefined, '', ' ']) {
      expect(planOrder(bySort, text)).toEqual({ leading: undefined, isCompound: false, query: [] });
    }
  });

  test('by several fields is asked for where each has parameters of its own', () => {
    expect(planOrder(byParameter, 'title desc, id')).toEqual({
      leading: { field: 'title', direction: 'desc' },
      isCompound: true,
      query: [
        ['orders[title]', 'DESC'],
        ['orders[id]', 'ASC'],
      ],
    });
  });

  test('by several fields that share a parameter is refused, as the vendor can only sort by one', () => {
    expect(() => planOrder(bySort, 'title, id desc')).toThrow(
      'orderBy: the provider cannot sort by title asc, id desc; allowed: one of title asc, id asc, id desc',
    );
  });

  test('that the vendor does not have is refused with those that it has', () => {
    expect(() => planOrder(byParameter, 'title, id desc')).toThrow(
      'orderBy: the provider cannot sort by id desc; allowed: title asc, title desc, id asc',
    );
    expect(() => planOrder(rows({}), 'constructor')).toThrow('cannot sort by constructor asc; allowed: nothing');
  });

  test('that cannot be understood is refused with the place', () => {
    expect(() => planOrder(bySort, 'title up')).toThrow(
      'expected asc, desc, a comma or the end at position 7 of orderBy, found "up"',
    );
  });
});
