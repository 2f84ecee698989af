import { expect, test } from 'vitest';
import { passOn } from './pass-on.ts';

const query = { path: '/rows', where: "a='1'", orderBy: 'a desc', passedOn: { status: 'open', other: 'x' } };

test('a query is as it was where no parameter has another name', () => {
  expect(passOn({ passOn: {} }, query)).toBe(query);
});

test('parameters get the name that the vendor has for them, and all others stay', () => {
  expect(passOn({ passOn: { status: 'deal_status' } }, query)).toEqual({
    ...query,
    passedOn: { deal_status: 'open', other: 'x' },
  });
});

test('a where clause and an order that are named go on as they stand, unread', () => {
  expect(passOn({ passOn: { where: 'filter', orderBy: 'sort' } }, query)).toEqual({
    path: '/rows',
    passedOn: { status: 'open', other: 'x', filter: "a='1'", sort: 'a desc' },
  });
});

test('an empty where clause is none', () => {
  expect(passOn({ passOn: { where: 'filter' } }, { path: '/rows', where: ' ', passedOn: {} })).toEqual({
    path: '/rows',
    passedOn: {},
  });
});
