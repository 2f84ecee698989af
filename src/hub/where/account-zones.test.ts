import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { matchesWhere } from '../../lib/where/matches-where.ts';
import { planQuery } from '../plan-query.ts';

const connector = testConnector({
  where: {
    fields: {
      updated: { operators: { '>=': 'since' }, value: { pattern: 'yyyy-MM-dd HH:mm', timezone: '{account.zone}' } },
      changed: {
        operators: { '>=': 'after' },
        value: { pattern: "yyyy-MM-dd'T'HH:mm:ss'Z'", assumedTimezone: '{account.zone}' },
        refine: true,
      },
      created: { operators: { '>=': 'made' }, value: { pattern: 'yyyy-MM-dd HH:mm' } },
    },
  },
});
const planned = (where: string, configuration: Record<string, string>) =>
  planQuery(connector, { path: '/rows', where, passedOn: {} }, configuration);
const asked = (field: string, configuration: Record<string, string>) =>
  planned(`${field}>='2026-07-01T12:00:00Z'`, configuration).vendorQuery;

test('a date is written in the zone of the account, which the configuration has', () => {
  expect(asked('updated', { 'account.zone': 'Asia/Tokyo' }).get('since')).toBe('2026-07-01 21:00');
  expect(asked('created', { 'account.zone': 'Asia/Tokyo' }).get('made')).toBe('2026-07-01 12:00');
});

test('a date of the clause that names no zone is one of the account, for the provider and for what is filtered here', () => {
  const configuration = { 'account.zone': 'Asia/Tokyo' };
  const { vendorQuery, refine } = planned("changed>='2026-07-01 12:00:00'", configuration);
  expect(vendorQuery.get('after')).toBe('2026-07-01T03:00:00Z');
  expect(refine && matchesWhere(refine, { changed: '2026-07-01T03:00:00Z' })).toBe(true);
  expect(planned("changed>='2026-07-01T12:00:00Z'", configuration).vendorQuery.get('after')).toBe(
    '2026-07-01T12:00:00Z',
  );
  expect(planned('changed>=2026-07-02', configuration).vendorQuery.get('after')).toBe('2026-07-01T15:00:00Z');
  const { filter } = planned("not changed<'2026-07-01T12:00:00'", configuration);
  expect(filter && matchesWhere(filter, { changed: '2026-07-01T03:00:00Z' })).toBe(true);
});

test('a query without such a date needs no zone', () => {
  expect(asked('created', {}).get('made')).toBe('2026-07-01 12:00');
});

test.each([
  [{}, 'account.zone'],
  [{ 'account.zone': 'Mars' }, 'account.zone: found "Mars", allowed: a time zone'],
])('a zone that is missing or unknown is named: %j', (configuration: Record<string, string>, message) => {
  expect(() => asked('updated', configuration)).toThrow(message);
});
