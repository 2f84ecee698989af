import { expect, test } from 'vitest';
import { jsonOptions } from './json-completion.ts';
import type { JsonSchema } from './json-schema.ts';

const schema: JsonSchema = {
  type: 'object',
  additionalProperties: { $ref: '#/$defs/resource' },
  $defs: {
    resource: {
      type: 'object',
      required: ['url'],
      properties: {
        url: { type: 'string', description: 'Where it is.' },
        flag: { type: 'boolean', default: false },
        order: { enum: ['up', 'down'], default: 'up' },
        dates: { type: 'object', properties: { format: { type: 'string', examples: ['seconds'] } } },
        list: { type: 'array', items: { enum: [1, 2] } },
        old: { deprecated: true },
      },
    },
  },
};

/** Options at `|`, and the text after the first of them is taken, with the cursor as `|`. */
function at(marked: string) {
  const place = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = jsonOptions(text, place, schema);
  if (!found) return undefined;
  const { insert, cursor } = found.options[0]!;
  const taken = `${text.slice(0, found.from)}${insert.slice(0, cursor)}|${insert.slice(cursor)}${text.slice(found.to)}`;
  return { labels: found.options.map(({ label }) => label), taken };
}

const names = ['url', 'flag', 'order', 'dates', 'list'];

test('names of an object are offered where one may stand, without those that are there', () => {
  expect(at('{"contacts":{|}}')).toEqual({ labels: names, taken: '{"contacts":{"url": "|"}}' });
  expect(at('{"contacts":{"url":"/x", |}}')?.labels).toEqual(names.slice(1));
  expect(at('{"contacts":{"url":"/x" |}}')).toBeUndefined();
});

test('a name that is being written is replaced', () => {
  expect(at('{"contacts":{"u|"}}')?.taken).toBe('{"contacts":{"url": "|"}}');
  expect(at('{"contacts":{"u|')?.taken).toBe('{"contacts":{"url": "|"');
  expect(at('{"contacts":{u|}}')?.taken).toBe('{"contacts":{"url": "|"}}');
  expect(at('{"contacts":{"u|":"/x"}}')?.taken).toBe('{"contacts":{"url"|:"/x"}}');
});

test('a comma is written where another name follows', () => {
  expect(at('{"contacts":{| "flag":true}}')?.taken).toBe('{"contacts":{"url": "|", "flag":true}}');
});

test('values that the schema names are offered, the default marked', () => {
  expect(at('{"contacts":{"order": |}}')).toEqual({
    labels: ['"up"', '"down"'],
    taken: '{"contacts":{"order": "up"|}}',
  });
  expect(at('{"contacts":{"order":"d|"}}')?.labels).toEqual(['"up"', '"down"']);
  expect(at('{"contacts":{"flag":t|}}')?.labels).toEqual(['true', 'false']);
  expect(at('{"contacts":{"list":[1,|]}}')?.labels).toEqual(['1', '2']);
  expect(at('{"contacts":{"dates":{"format":"|"}}}')?.labels).toEqual(['"seconds"']);
});

test('where nothing is known nothing is offered', () => {
  expect(at('{"contacts":{"url":"|"}}')).toBeUndefined();
  expect(at('{|}')).toBeUndefined();
});
