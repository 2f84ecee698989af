import { describe, expect, test } from 'vitest';
import { fillBody, fillParameter, fillTemplate } from './fill-template.ts';

describe('a template', () => {
  test('is filled once: a value with braces stays as it is', () => {
    expect(fillTemplate('{a}-{b}', { a: '{b}', b: '1' }, 'x')).toBe('{b}-1');
  });

  test('needs its configuration entries', () => {
    expect(() => fillTemplate('{team.id}', {}, 'the query team')).toThrow(
      'the query team needs the configuration entry team.id, which is not set',
    );
  });

  test.each([
    ['{cursor}', {}, undefined],
    ['{cursor}', { cursor: 'c' }, 'c'],
    ['SELECT * {where} LIMIT {pageSize}', { pageSize: 5 }, 'SELECT *  LIMIT 5'],
    ['Token {api.token?}', {}, undefined],
    ['Token {api.token?}', { 'api.token': 'null' }, undefined],
    ['Token {api.token?}', { 'api.token': 't' }, 'Token t'],
  ])('of a parameter, %s with %j, is %s', (template, values, filled) => {
    expect(fillParameter(template, values, 'the query q')).toBe(filled);
  });
});

describe('the body of a request', () => {
  const body = {
    limit: '{pageSize}',
    list: '{list.id}',
    zip: '{zip}',
    after: '{cursor}',
    query: 'query($n: Int) { rows(first: $n) { id } }',
    note: 'list {list.id}',
    sorts: ['{cursor}', { by: 'updated', deep: [true, null, 3] }],
  };

  test('has numbers where a text is one numeric value, and leaves out what this page lacks', () => {
    expect(fillBody(body, { pageSize: 100, 'list.id': '12', zip: '01234' })).toEqual({
      limit: 100,
      list: 12,
      zip: '01234',
      query: body.query,
      note: 'list 12',
      sorts: [{ by: 'updated', deep: [true, null, 3] }],
    });
  });

  test.each(['100', 100])('keeps the type of the cursor %j', (cursor) => {
    expect(fillBody({ after: '{cursor}' }, { cursor })).toEqual({ after: cursor });
  });

  test('needs its configuration entries', () => {
    expect(() => fillBody({ a: ['{team.id}'] }, {})).toThrow(
      'the body of the request needs the configuration entry team.id, which is not set',
    );
  });
});
