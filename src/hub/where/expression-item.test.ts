import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { printWhere } from '../../lib/where/print-where.ts';
import { planQuery } from '../plan-query.ts';

const ask = (where: string, rules: object) => {
  const connector = testConnector({ where: rules });
  return planQuery(connector, { path: '/rows', where, passedOn: {} }, {});
};
const asked = (where: string, rules: object): [string | undefined, string | undefined] => {
  const { vendorQuery, filter } = ask(where, rules);
  return [vendorQuery.get('q'), filter && printWhere(filter)];
};

const odata = {
  expression: { parameter: 'q', or: ' or ' },
  fields: {
    modified: {
      name: 'lastModifiedDateTime',
      quoted: false,
      operators: { '>=': "{field} ge datetimeoffset'{value}'", '<': 'lt' },
      value: { pattern: "yyyy-MM-dd'T'HH:mm:ss'Z'" },
    },
    name: { operators: { '=': 'eq' } },
    size: { operators: { '=': 'eq', '>=': 'ge' }, quoted: false },
    '*': { operators: { '=': 'eq', IN: '{field} in ({value})' } },
  },
};

describe('conditions in the language of the vendor', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ["modified>='2026-01-02T03:04:05.6Z'", "lastModifiedDateTime ge datetimeoffset'2026-01-02T03:04:05Z'", undefined],
    [
      "modified>='2026-01-02T00:00:00Z' and modified<2026-02-01T00:00:00Z",
      "lastModifiedDateTime ge datetimeoffset'2026-01-02T00:00:00Z' and lastModifiedDateTime lt 2026-02-01T00:00:00Z",
      undefined,
    ],
    ["name='a' or size=3", "(name eq 'a' or size eq 3)", undefined],
    ["name='O''Neil'", "name eq 'O''Neil'", undefined],
    ["size='3 or 1 eq 1'", undefined, "size = '3 or 1 eq 1'"],
    ["other IN ('a','b''c')", "other in ('a', 'b''c')", undefined],
    ["`x eq 1 or y`='1'", undefined, "`x eq 1 or y` = '1'"],
    ["name='a' and NOT size=1", "name eq 'a'", 'NOT size = 1'],
    ["name='a\u0000b'", undefined, "name = 'a\u0000b'"],
  ])('%s becomes %s, filtered here by %s', (where, text, local) => {
    expect(asked(where, odata)).toEqual([text, local]);
  });

  test('stand within a template, which is absent when there are none', () => {
    const rules = { ...odata, expression: { parameter: 'q', and: ', ', template: 'AND({items})' } };
    expect(asked("name='a' and size=3", rules)).toEqual(["AND(name eq 'a', size eq 3)", undefined]);
    expect(asked('', rules)).toEqual([undefined, undefined]);
  });

  test('are filtered here when another condition would take their parameter', () => {
    const rules = { ...odata, fields: { ...odata.fields, q: { in: 'query', operators: { '=': 'q' } } } };
    expect(asked("q='x' and name='a'", rules)).toEqual(["name eq 'a'", "q = 'x'"]);
  });

  test('and parameters are no alternatives of each other', () => {
    const fields = { ...odata.fields, tag: { in: 'query', operators: { '=': 'tag' } } };
    const rules = { ...odata, fields, or: 'or[{index}][{parameter}]' };
    expect(asked("name='a' or tag='b'", rules)).toEqual([undefined, "name = 'a' OR tag = 'b'"]);
  });
});

/** What a vendor reads between the quotes, and what is behind them. */
function readQuoted(text: string, escape: 'double' | 'backslash' | 'none', quote: string): [string, string] {
  let value = '';
  let at = 1;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    const escaped = escape === 'double' ? character === quote && text[at + 1] === quote : character === '\\';
    if (escaped && escape !== 'none') at += 1;
    else if (character === quote) break;
    value += text[at];
  }
  return [value, text.slice(at + 1)];
}

test('no value breaks out of its quotes, and the vendor reads it as it was meant', () => {
  const awkward = fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '\\', '%', '\n', 'é', ')', '{value}', '$&') });
  fc.assert(
    fc.property(
      awkward,
      fc.constantFrom('double', 'backslash', 'none'),
      fc.constantFrom("'", '"'),
      (value, escape, quote) => {
        const rules = {
          expression: { parameter: 'q', quote, escape },
          fields: { n: { operators: { '=': '{value}' } } },
        };
        const [text, local] = asked(`n='${value.replaceAll("'", "''")}'`, rules);
        const outcome = text === undefined ? local !== undefined : [text[0], ...readQuoted(text, escape, quote)];
        expect([true, [quote, value, '']]).toContainEqual(outcome);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('conditions elsewhere in the request', () => {
  test('are headers, and a value that no header can hold is filtered here', () => {
    const rules = {
      fields: {
        updated: {
          in: 'header',
          operators: { '>=': 'If-Modified-Since' },
          value: { pattern: "EEE, dd MMM yyyy HH:mm:ss 'GMT'" },
        },
        tag: { in: 'header', operators: { '=': 'X-Tag' } },
      },
    };
    const plan = ask("updated>='2026-01-02T03:04:05Z' and tag='a\nb'", rules);
    expect(plan.headers).toMatchObject({ 'if-modified-since': 'Fri, 02 Jan 2026 03:04:05 GMT' });
    expect([plan.headers['x-tag'], plan.filter && printWhere(plan.filter)]).toEqual([undefined, "tag = 'a\nb'"]);
  });

  test('are values and items of the body, numbers where they are counts', () => {
    const rules = {
      bodyItems: { path: 'groups[0].filters', item: { property: '{field}', '{field}': { '{operator}': '{value}' } } },
      fields: {
        updated: { name: 'lastmodified', operators: { '>=': 'GTE' }, value: { pattern: 'milliseconds' } },
        id: { operators: { IN: 'IN' } },
        archived: { in: 'body', operators: { '=': 'options.archived' } },
      },
    };
    const { bodyConditions } = ask("updated>='1970-01-01T00:00:01Z' and id IN ('1','2') and archived=true", rules);
    expect(bodyConditions).toEqual([
      { path: 'groups[0].filters', value: { property: 'lastmodified', lastmodified: { GTE: 1000 } }, append: true },
      { path: 'groups[0].filters', value: { property: 'id', id: { IN: ['1', '2'] } }, append: true },
      { path: 'options.archived', value: true, append: false },
    ]);
  });
});
