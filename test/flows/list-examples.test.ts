import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planQuery } from '../../src/hub/plan-query.ts';
import { pagingSchema } from '../../src/model/connector-paging.ts';
import type { ConnectorResource } from '../../src/model/connector.ts';
import { testConnector } from '../kit/test-connector.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/how-to/describe-a-list.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(
  ([, text]) => parse(text ?? '') as Record<string, unknown>,
);

const connector = (example: Record<string, unknown>) => testConnector({}, { resources: example });
const resourcesOf = (example: Record<string, unknown>): ConnectorResource[] =>
  Object.values(connector(example).resources);

describe('the examples of the guide', () => {
  test.each(examples.map((example) => [Object.keys(example).join(), example] as const))(
    '%s can be read and asked for',
    (_, example) => {
      for (const { path, where } of resourcesOf(example)) {
        const field = Object.keys(where.fields).find((name) => name !== '*');
        const operator = where.fields[field ?? '']?.operators['>='] === undefined ? undefined : '>=';
        const query = {
          path,
          passedOn: {},
          ...(operator ? { where: `${field}${operator}'2026-01-01T00:00:00Z'` } : {}),
        };
        const plan = planQuery(connector(example), query, { 'database.id': 'd1', 'user.zone': 'Asia/Tokyo' });
        expect([plan.filter, plan.unfilled]).toEqual([undefined, []]);
      }
    },
  );

  test('show every kind of paging', () => {
    const kinds = pagingSchema.options.map(({ shape }) => shape.kind.value);
    const shown = examples.flatMap(resourcesOf).map(({ paging }) => paging.kind);
    expect(new Set(shown)).toEqual(new Set(kinds));
  });

  test('show every place of a condition', () => {
    const shown = examples
      .flatMap(resourcesOf)
      .flatMap(({ where }) => [
        ...(where.expression ? ['expression'] : []),
        ...(where.bodyItems ? ['bodyItems'] : []),
        ...Object.values(where.fields).flatMap((field) => field.in ?? []),
      ]);
    expect(new Set(shown)).toEqual(new Set(['expression', 'bodyItems', 'header']));
  });
});

describe('a connector that names neither a parameter nor a placeholder', () => {
  const rows = { path: '/rows', request: { path: '/rows' }, records: { list: '' } };
  test.each<[object, object, string]>([
    [{ kind: 'offset', maxPageSize: 1 }, {}, 'missing, and the request has no {offset}'],
    [{ kind: 'page', maxPageSize: 1 }, {}, 'missing, and the request has no {page}'],
    [{ kind: 'idKeyset', maxPageSize: 1 }, {}, 'missing, and the request has no {cursor}'],
    [{ kind: 'cursor', cursor: 'next', continue: { path: '/more' } }, {}, 'missing, and the request has no {cursor}'],
    [{ kind: 'cursor', parameter: 'after' }, {}, 'missing, and there is no cursorHeader'],
    [{ kind: 'feed', cursor: 'c', parameter: 'c' }, {}, 'missing, and there is no nextPage'],
    [{ kind: 'none' }, { where: { expression: {} } }, 'missing, and the request has no {where}'],
  ])('%j is refused', (paging, rest, message) => {
    expect(() => connector({ rows: { ...rows, ...rest, paging } })).toThrow(message);
  });
});
