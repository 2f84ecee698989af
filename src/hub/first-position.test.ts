import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { firstPosition } from './first-position.ts';
import { planQuery } from './plan-query.ts';

const offset = { kind: 'offset', offset: 'o', limit: 'l', maxPageSize: 10 };
const page = { kind: 'page', page: 'p', pageSize: 's', maxPageSize: 10, firstPage: 0 };
const begin = (paging: object, skip: number, query = '') => {
  const { position, ...rest } = firstPosition(planQuery(testConnector({ paging }), `/rows${query}`, {}), skip);
  return [position && ('offset' in position ? position.offset : 'page' in position && position.page), rest.skip];
};

test.each<[object, number, (number | undefined)[]]>([
  [offset, 0, [undefined, 0]],
  [offset, 25, [25, 0]],
  [{ ...offset, maxRows: 25 }, 25, [undefined, 25]],
  [page, 9, [undefined, 9]],
  [page, 25, [2, 5]],
  [{ ...page, maxPages: 2 }, 25, [undefined, 25]],
  [{ ...page, end: 'emptyPage' }, 25, [undefined, 25]],
  [{ ...page, sizeEcho: 'size' }, 25, [undefined, 25]],
  [{ kind: 'nextLink' }, 25, [undefined, 25]],
  [{ kind: 'none' }, 25, [undefined, 25]],
])('%j goes %s records on to the position and the rest %j', (paging, skip, expected) => {
  expect(begin(paging, skip)).toEqual(expected);
});

test('records that are filtered here are counted from the first page', () => {
  expect(begin(offset, 25, '?where=a=1')).toEqual([undefined, 25]);
});
