import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLike, matchesWhere } from './matches-where.ts';
import { parseWhere } from './parse-where.ts';

const record = {
  id: '46',
  big: '9007199254740993',
  value: 1872151,
  title: 'Able Hyena',
  mdate: '2019-09-06T11:29:48-05:00',
  stamp: '1724800487518',
  edate: null,
  open: true,
  code: '01234',
  mailed: 'Sun, 06 Nov 1994 08:49:37 GMT',
  legacy: '/Date(784111777000+0000)/',
  written: '06/11/1994 08:49',
  contact: { id: 39 },
  tags: ['a'],
};

describe('a record', () => {
  test.each([
    ["id = 46 and id > '5'", true],
    ['value >= 1872151.0', true],
    ['big = 9007199254740992', false],
    ["big > '9007199254740992'", true],
    ['mdate >= 2019-09-06T16:29:48Z', true],
    ["mdate > '2019-09-06T16:29:48Z'", false],
    ["mdate < '2019-09-06T11:29:48-06:00'", true],
    ['stamp >= 2024-08-27T23:14:47.518Z', true],
    ['stamp > 2024-08-27T23:14:47.518Z', false],
    ["title LIKE 'Able%' and title like '%hyena'", false],
    ["title LIKE 'A%H%a'", true],
    ["title IN ('x', 'Able Hyena')", true],
    ['open = true', true],
    ['contact.id = 39', true],
    ["tags = 'a'", false],
    ["code = '01234' and code != '1234' and code != 1234", true],
    ['mailed > 1994-11-06 and mailed < 1994-11-06T08:49:38Z', true],
    ["legacy >= '1994-11-06T08:49:37Z'", true],
    ['open = TRUE and open != FALSE', true],
  ])('is judged by %s as %s', (where, expected) => {
    expect(matchesWhere(parseWhere(where), record)).toBe(expected);
  });

  test.each(['edate', 'absent'])('without %s matches IS NULL, != and NOT, and no comparison', (column) => {
    const judge = (condition: string) => matchesWhere(parseWhere(`${column} ${condition}`), record);
    expect(judge('IS NULL')).toBe(true);
    expect(judge('IS NOT NULL')).toBe(false);
    expect(judge('!= 1')).toBe(true);
    expect(judge('NOT IN (1)')).toBe(true);
    expect(['= 1', '< 1', '<= 1', '> 1', '>= 1', "LIKE '%'", 'IN (1)'].some(judge)).toBe(false);
  });

  test('with a value that tells no moment compares with a date as a record without it', () => {
    const judge = (condition: string) => matchesWhere(parseWhere(`written ${condition}`), record);
    expect(['< 2000-01-01', '> 1990-01-01', "= '1994-11-06'", 'IN (1994-11-06)'].some(judge)).toBe(false);
    expect(["!= '1994-11-06'", "= '06/11/1994 08:49'", "> '05'"].every(judge)).toBe(true);
    expect(matchesWhere(parseWhere('written < 1990-01-01'), record, { missing: true })).toBe(true);
  });

  test('without the field is kept where a coarser filter has let it through', () => {
    expect(matchesWhere(parseWhere('absent >= 1'), record, { missing: true })).toBe(true);
    expect(matchesWhere(parseWhere('value < 1'), record, { missing: true })).toBe(false);
  });
});

test('LIKE agrees with the regular expression that it stands for', () => {
  const pieces = fc.array(fc.constantFrom('a', 'b', '%', 'ab'), { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.stringMatching(/^[ab]{0,8}$/), pieces, (text, pattern) => {
      expect(isLike(text, pattern)).toBe(new RegExp(`^${pattern.replaceAll('%', '.*')}$`).test(text));
    }),
  );
});

test('NOT gives the opposite of every condition', () => {
  const conditions = ['id = 46', 'absent = 1', 'absent != 1', "title LIKE 'A%'", 'edate IS NULL', 'value IN (1, 2)'];
  for (const condition of conditions) {
    expect(matchesWhere(parseWhere(`NOT ${condition}`), record)).toBe(!matchesWhere(parseWhere(condition), record));
  }
});
