import { z } from 'zod';
import { connectorSchema } from '../../src/model/connector.ts';
import { keepReference } from '../keep-reference.ts';

type Schema = z.core.JSONSchema.JSONSchema;

/** One line per key, nested like the YAML. */
function lines(schema: Schema, depth: number): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const property = value as Schema;
    const facts = [typeOf(property), presence(schema, key, property)].filter((fact) => fact !== '').join(', ');
    const meaning = property.description ? `: ${property.description}` : '';
    const line = `${'  '.repeat(depth)}- \`${key}\` (${facts})${meaning}`;
    return [line, ...inner(property, depth + 1)];
  });
}

function presence({ required }: Schema, key: string, { default: byDefault, type }: Schema): string {
  if (required?.includes(key)) return 'required';
  if (byDefault === undefined || type === 'object') return 'optional';
  return byDefault === '' ? 'default empty' : `default \`${JSON.stringify(byDefault)}\``;
}

function inner(schema: Schema, depth: number): string[] {
  const forms = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined;
  if (forms) return forms.filter(hasKeys).flatMap((form) => formLines(form, depth));
  if (schema.type === 'array') return inner(schema.items as Schema, depth);
  const values = schema.additionalProperties;
  if (typeof values === 'object' && hasKeys(values))
    return [`${'  '.repeat(depth)}- each value:`, ...lines(values, depth + 1)];
  return lines(schema, depth);
}

const hasKeys = (schema: Schema) => schema.properties !== undefined;

function formLines(form: Schema, depth: number): string[] {
  const [key, first] = Object.entries(form.properties ?? {})[0] ?? ['', {}];
  const value = (first as Schema).const;
  const meaning = (first as Schema).description;
  const name = value === undefined ? `with \`${key}\`` : `\`${key}: ${String(value)}\`${meaning ? `, ${meaning}` : ''}`;
  const rest = {
    ...form,
    properties: Object.fromEntries(Object.entries(form.properties ?? {}).slice(value === undefined ? 0 : 1)),
  };
  return [`${'  '.repeat(depth)}- ${name}`, ...lines(rest, depth + 1)];
}

function typeOf(schema: Schema): string {
  const forms = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined;
  if (forms) return forms.some(hasKeys) ? 'one of these forms' : forms.map(typeOf).join(' or ');
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items as Schema)}`;
  if (schema.type === 'object') return typeof schema.additionalProperties === 'object' ? 'map' : 'object';
  return schema.type === 'string' ? 'text' : String(schema.type);
}

const format = lines(z.toJSONSchema(connectorSchema, { io: 'input', unrepresentable: 'any' }), 0).join('\n');

await keepReference(
  'connectors.md',
  `# Connectors

A connector tells how one provider is reached: how it lets us in, which resources it has, how it filters, sorts and pages,
and what is polled by default. It is a folder of data, \`connectors/<key>/\`; adding one touches no other file.

- \`connector.yaml\`: the format below. Unknown keys, wrong types and names that lead nowhere stop the server at the start,
  with the file, the place, what was found and what is allowed. YAML anchors and merge keys (\`<<\`) work.
- \`fixtures/<resource>.json\` (or \`<resource>.<note>.json\`): a poll or a hub query, the requests that it must become, the answers
  as the provider documents them, and the events or records that come out. \`tidings connector check\` plays them:
  [connector-check.md](connector-check.md).
- \`README.md\`: how an account is set up, limits, traps, and where each fact comes from.

## How a hub query is served

\`GET /hubs/<hub>/<resource>\` and the \`url\` of a polled resource take the same way:

1. The resource is found by its path. The name of the hub does not matter. Literal ids in the path fill \`{parameters}\`, then
   the configuration does; a parameter that is still open takes the value of every record of its parent resource (polls), or
   is refused (hub requests).
2. The where clause is taken apart at its top-level ANDs (see [where.md](where.md)). Conditions that the provider can filter by
   become query parameters, headers, one expression or parts of a JSON body; the others are filtered here, or refused if \`where.otherwise\` is \`refuse\`. A condition that the
   provider filters only coarsely is asked for a little wider and filtered again here. Where no record of the first page has
   a field that is filtered here, the poll report says so.
3. \`orderBy\` is refused unless the provider can sort by it. Query parameters other than \`where\`, \`orderBy\`, \`fields\`, \`page\`,
   \`pageSize\` and \`nextPage\` are handed on to the provider as they are.
4. Pages are read until the end that \`paging\` declares. Totals are trusted only where it says so. [Describe a list](../how-to/describe-a-list.md)
   has an example of every kind.

Rows may move while pages are read. Paging by \`offset\` asks for the last row again at the start of the next page; if it is not
there, the scan steps back until it finds it. Paging by \`keyset\` continues from the date of the last row and reads a date that
fills several pages a second time, from its last page to its first. Numbered pages (\`page\`) are read a second time as well, from
the last but one to the first. All of them may read a record twice; they do not miss one that stays in the list.

## What is refused

| Answer of the provider | Outcome |
| --- | --- |
| one of \`unauthorizedStatuses\` | the access token is renewed once; after that, or with an API key, \`provider.unauthorized\` |
| what \`rateLimit.throttledWhen\` says (429, and 503 with Retry-After), before all others | \`provider.throttled\`, and nothing is sent for this account until then; see [quota.md](quota.md) |
| none: a request that \`rateLimit\` holds back for longer than a minute is not sent | \`provider.throttled\` |
| any other status from 300 | \`provider.refused\` with the provider's words |
| no JSON, no records where the connector says, an empty 200 | \`provider.malformed\` |
| rows from before the bound with \`keyset\` paging, rows in another order, the same page again | \`provider.malformed\`: the filter, order or page was ignored |
| a cursor or link that was given before, a link to another host, more pages promised without a cursor | \`provider.malformed\` |
| an answer that \`paging.expired\` describes, to a request with a cursor | \`provider.cursor_expired\` |
| a body that does not say what \`successWhen\` wants | \`provider.refused\` with the provider's words |
| rows from before the bound with other paging | read, with a remark in the poll report |

## The format

${format}

This page is written by \`scripts/docs/connectors.ts\` from \`src/model/connector.ts\`.
`,
);
