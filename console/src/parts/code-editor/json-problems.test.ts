import { describe, expect, test } from 'vitest';
import { jsonProblems } from './json-problems.ts';
import type { JsonSchema } from './json-schema.ts';

const schema: JsonSchema = {
  type: 'object',
  additionalProperties: { $ref: '#/$defs/resource' },
  $defs: {
    resource: {
      type: 'object',
      required: ['url'],
      properties: {
        url: { type: 'string', minLength: 1 },
        pageSize: {
          anyOf: [
            { type: 'integer', minimum: 1 },
            { type: 'string', pattern: '^\\d+$' },
          ],
        },
        order: { enum: ['up', 'down'] },
        old: { deprecated: true, description: 'read as order.' },
        polling: { type: 'object', properties: { cap: { type: 'number' } }, additionalProperties: false },
      },
      additionalProperties: { deprecated: true, description: 'Not known.' },
    },
  },
};

/** The problems as the marked part of the text and what is said of it. */
const told = (text: string, { by }: { by?: JsonSchema } = { by: schema }) =>
  jsonProblems(text, by).map(({ from, to, severity, message }) => `${severity} «${text.slice(from, to)}» ${message}`);

describe('grammar', () => {
  test.each([
    ['{"a":1,}', 'error «}» The comma before } is one too many.'],
    ['{"a" 1}', 'error «1» A colon is expected behind the name.'],
    ['{"a":}', 'error «}» A value is expected.'],
    ['{a:1}', 'error «a» A name in double quotes is expected; found a.'],
    ["{'a':1}", "error «'a'» Texts stand in double quotes."],
    ['[1 2]', 'error «2» A comma or ] is expected here.'],
    ['{"a":1 "b":2}', 'error «"» A comma or } is expected here.'],
    ['{"a":1', 'error «1» The object has no end: } is missing.'],
    ['[1,', 'error «,» A value is expected.'],
    ['{"a":"x\ny"}', 'error «"x» This text has no end on its line, or a backslash that JSON does not know.'],
    ['{} x', 'error «x» Nothing is expected behind the value; found x.'],
    ['', 'error «» The text is empty; a JSON value is expected.'],
    ['{"a": nul}', 'error «nul» A value is expected; found nul.'],
  ])('of %s the first mistake is told at its place', (text, expected) => {
    expect(told(text, {})).toEqual([expected]);
  });

  test('a name that stands twice in an object is doubtful', () => {
    expect(told('{"a":1,"b":{"a":2},"a":3}', {})).toEqual(['warning «"a"» a stands here twice; only the last counts.']);
  });

  test('what can be read has no problems', () => {
    expect(told(' {"a": [1, -2.5e3, true, null, "x\\n"]} ', {})).toEqual([]);
  });
});

describe('schema', () => {
  test('a configuration that fits has no problems', () => {
    expect(told('{"contacts":{"url":"/x","pageSize":20,"order":"up","polling":{"cap":1}}}')).toEqual([]);
  });

  test('what is missing is told at the name of its object', () => {
    expect(told('{"contacts":{}}')).toEqual(['error «"contacts"» contacts: url is missing.']);
  });

  test('a value of another kind is told with what is allowed', () => {
    expect(told('{"contacts":{"url":5}}')).toEqual(['error «5» url: allowed is a text.']);
    expect(told('{"contacts":{"url":"/x","order":"sideways"}}')).toEqual([
      'error «"sideways"» order: allowed is "up" or "down".',
    ]);
  });

  test('where several kinds are allowed they are told once', () => {
    expect(told('{"contacts":{"url":"/x","pageSize":true}}')).toEqual([
      'error «true» pageSize: allowed is a whole number.',
    ]);
  });

  test('a name that is not allowed is told with those that are', () => {
    expect(told('{"contacts":{"url":"/x","polling":{"cop":1}}}')).toEqual([
      'error «"cop"» cop is not known here; known are cap.',
    ]);
  });

  test('what is read but better not used is doubtful, not wrong', () => {
    expect(told('{"contacts":{"url":"/x","old":1,"strange":2}}')).toEqual([
      'warning «"old"» old: read as order.',
      'warning «"strange"» strange: Not known.',
    ]);
  });

  test('a list is followed by its numbers', () => {
    const lists: JsonSchema = { type: 'array', items: { type: 'object', required: ['id'] } };
    expect(told('[{"id":1},{"ib":2}]', { by: lists })).toEqual(['error «{» 1: id is missing.']);
  });
});
