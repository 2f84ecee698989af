import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHubUrl, type HubQuery } from './hub-query.ts';

describe('a hub URL', () => {
  test.each<[string, Partial<HubQuery>]>([
    ['/hubs/crm/appointments', { path: '/hubs/crm/appointments' }],
    [
      "/hubs/crm/contacts?where=updated_at>='2020-01-01T00:00:00+02:00'",
      { where: "updated_at>='2020-01-01T00:00:00+02:00'" },
    ],
    ['/hubs/marketing/deals?where=mdate>=2017-02-28T16:11:29-06:00', { where: 'mdate>=2017-02-28T16:11:29-06:00' }],
    ["/hubs/crm/contacts?where=lastUpdated >= '1'&pageSize=50", { where: "lastUpdated >= '1'", pageSize: 50 }],
    ["/hubs/crm/contacts?where=a%3E%3D'x%20y'", { where: "a>='x y'" }],
    ["/hubs/crm/contacts?where=name='Black & White'&page=2", { where: "name='Black & White'", page: 2 }],
    ["/hubs/crm/contacts?where=name='a&b=c'", { where: "name='a&b=c'" }],
    ["/hubs/crm/contacts?where=name='50%'", { where: "name='50%'" }],
    [
      '/hubs/crm/contacts?orderBy=updated_at desc&fields=id, name&nextPage=abc=',
      {
        orderBy: 'updated_at desc',
        fields: ['id', 'name'],
        nextPage: 'abc=',
      },
    ],
    [
      "/updates/likes?where=timestamp>'1'&updateKey=7&flag=",
      { where: "timestamp>'1'", passedOn: { updateKey: '7', flag: '' } },
    ],
    [" /hubs/crm/contacts?where= a='1' ", { path: '/hubs/crm/contacts', where: " a='1'" }],
  ])('%s is taken apart', (url, parts) => {
    expect(parseHubUrl(url)).toMatchObject(parts);
  });

  test.each(['pageSize=0', 'pageSize=ten', 'page=1.5', 'page='])('with %s is refused', (parameter) => {
    expect(() => parseHubUrl(`/hubs/crm/contacts?${parameter}`)).toThrow(
      /^(page|pageSize): found ".*", allowed: a whole number from 1$/,
    );
  });

  test('gives back any encoded value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const url = `/hubs/crm/contacts?a=1&where=${encodeURIComponent(value).replaceAll("'", '%27')}&b=2`;
        expect(parseHubUrl(url)).toEqual({ path: '/hubs/crm/contacts', where: value, passedOn: { a: '1', b: '2' } });
      }),
    );
  });
});
