import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { curlOf, missingOf, urlOf } from './curl.ts';
import { callsOf, groupsOf, type OpenApiDocument } from './openapi-document.ts';
import { exampleOf, membersOf, namesOf, resolved, typeOf } from './schema-tree.ts';

const schemas = {
  Node: {
    type: 'object',
    properties: {
      id: { type: 'integer' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
      kind: { enum: ['a', 'b'], default: 'a' },
    },
    required: ['id', 'kind'],
  },
};
const node = { $ref: '#/components/schemas/Node', description: 'The first.' };
const put = {
  summary: 'Change',
  tags: ['Nodes'],
  parameters: [
    { in: 'path', name: 'id', required: true },
    { in: 'query', name: 'q' },
  ],
  requestBody: { content: { 'application/json': { schema: node } } },
  responses: { 200: { description: 'Done.' } },
};
const document = {
  info: { title: 'T', version: '1' },
  paths: { '/elements/api-v2/nodes/{id}': { put, get: { tags: ['Nodes'], summary: 'Read' } }, '/healthz': { get: {} } },
  components: { schemas },
} satisfies OpenApiDocument;

test('calls are named by method and short path, and grouped by tag', () => {
  const calls = callsOf(document);
  expect(calls.map(({ id }) => id)).toEqual(['GET /nodes/{id}', 'PUT /nodes/{id}', 'GET /healthz']);
  expect(groupsOf(calls, '').map(({ tag, calls: found }) => [tag, found.length])).toEqual([
    ['Nodes', 2],
    ['Other', 1],
  ]);
  expect(groupsOf(calls, 'change NODES').flatMap(({ calls: found }) => found.map(({ id }) => id))).toEqual([
    'PUT /nodes/{id}',
  ]);
});

test('a reference is resolved, with what stands beside it, and a circle can be seen', () => {
  expect(resolved(schemas, node)).toMatchObject({
    name: 'Node',
    schema: { description: 'The first.', type: 'object' },
  });
  expect(membersOf(schemas, node).map(({ name, required }) => [name, required])).toEqual([
    ['id', true],
    ['children', false],
    ['kind', true],
  ]);
  expect(namesOf(schemas, schemas.Node.properties.children)).toEqual(['Node']);
});

test('kinds of values are told in words', () => {
  expect(typeOf(schemas, { type: 'array', items: { type: 'string' } })).toBe('list of texts');
  expect(typeOf(schemas, { anyOf: [{ type: 'integer' }, { type: 'null' }] })).toBe('whole number or null');
  expect(typeOf(schemas, { enum: ['a', 1] })).toBe('"a" | 1');
  expect(typeOf(schemas, {})).toBe('any');
});

test('an example has what is required', () => {
  expect(exampleOf(schemas, node)).toEqual({ id: 0, kind: 'a' });
});

test('the command fills in what is given and quotes what the shell would read', () => {
  const [, call] = callsOf(document);
  expect(urlOf(call!, { id: 'a/b', q: '' })).toBe('/elements/api-v2/nodes/a%2Fb');
  expect(missingOf(call!, { q: 'x' })).toEqual(['id']);
  expect(curlOf(call!, { origin: 'https://t.example', schemas, values: { q: "it's" } })).toBe(
    `curl -X PUT 'https://t.example/elements/api-v2/nodes/{id}?q=it%27s' \\
  -H "Authorization: User $USER_SECRET, Organization $ORGANIZATION_SECRET" \\
  -H 'Content-Type: application/json' \\
  -d '{
  "id": 0,
  "kind": "a"
}'`,
  );
});

test('of the document of the server every call has a group, a summary and answers that say what they are', async () => {
  const file = join(import.meta.dirname, '../../../../docs/reference/openapi.json');
  const ours = JSON.parse(await readFile(file, 'utf8')) as OpenApiDocument;
  const known = ours.components?.schemas ?? {};
  const unclear = callsOf(ours).filter(
    ({ tag, summary, answers }) =>
      tag === 'Other' ||
      summary === '' ||
      answers.some(({ description }) => ['', 'Default Response'].includes(description)),
  );
  expect(unclear.map(({ id }) => id)).toEqual([]);
  const bodies = callsOf(ours).flatMap(({ body }) => (body ? [exampleOf(known, body.schema)] : []));
  expect(bodies.length).toBeGreaterThan(20);
});
