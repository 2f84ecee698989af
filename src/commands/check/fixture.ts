import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeIssue } from '../../catalog/describe-issues.ts';
import { JsonSyntaxError, parseJson, type JsonValue } from '../../lib/json.ts';
import { issuePath } from '../../model/findings/issue-path.ts';

/** The form of `fixtures/<resource>[.<note>].json`: what a provider was asked, what it answered, and what comes of it. */

export const json = z.custom<JsonValue>((value) => value !== undefined, 'a JSON value');
export const configuration = z.record(z.string(), z.string()).default({});
export const moment = z.iso.datetime({ offset: true });

export const exchangeSchema = z.strictObject({
  request: z.strictObject({
    method: z.string().default('GET'),
    /** Path and query, decoded or not; a whole URL where the host is not that of base.url. */
    url: z.string().min(1),
    /** Those that matter; others may be sent as well. */
    headers: z.record(z.string(), z.string()).default({}),
    body: json.optional(),
  }),
  answer: z.strictObject({
    status: z.number().int().min(200).max(599).default(200),
    headers: z.record(z.string(), z.string()).default({}),
    /** A text is sent as it is, anything else as JSON. Absent: an empty body. */
    body: json.optional(),
  }),
});

const exchanges = z.array(exchangeSchema).min(1);

const pollFixtureSchema = z.strictObject({
  note: z.string().optional(),
  poll: z.union([z.string().min(1), z.record(z.string(), json)]),
  configuration,
  since: moment,
  now: moment,
  exchanges,
  events: z.array(
    z.strictObject({
      eventType: z.enum(['CREATED', 'UPDATED', 'DELETED']),
      objectId: z.string(),
      date: moment.optional(),
    }),
  ),
});

const queryFixtureSchema = z.strictObject({
  note: z.string().optional(),
  query: z.string().startsWith('/hubs/'),
  configuration,
  now: moment.optional(),
  exchanges,
  /** A list, or the one record where the query names its id. */
  records: z.union([z.array(z.record(z.string(), json)), z.record(z.string(), json)]),
});

export type Exchange = z.output<typeof exchangeSchema>;
export type PollFixture = z.output<typeof pollFixtureSchema>;
export type QueryFixture = z.output<typeof queryFixtureSchema>;

export interface Fixture {
  /** Of the file, without `.json`. */
  name: string;
  /** The first part of the name. */
  resource: string;
  content: PollFixture | QueryFixture;
}

export type ReadFixture = Fixture | { name: string; faults: string[] };

export const isPoll = (content: PollFixture | QueryFixture): content is PollFixture => 'poll' in content;

/** All fixtures of a connector's folder in the order of their names; none where there is no folder `fixtures`. */
export async function readFixtures(folder: string): Promise<ReadFixture[]> {
  const directory = join(folder, 'fixtures');
  const files = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  return Promise.all(
    names.toSorted().map(async (name) => readFixture(name, await readFile(join(directory, `${name}.json`), 'utf8'))),
  );
}

/** The fixture in the text of a file, or what is wrong with it. */
export function readFixture(name: string, text: string): ReadFixture {
  const value = parsed(text);
  if (value instanceof JsonSyntaxError) return { name, faults: [`not JSON: ${value.message}`] };
  const kinds = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const schema = kinds.includes('poll') ? pollFixtureSchema : kinds.includes('query') ? queryFixtureSchema : undefined;
  if (!schema) return { name, faults: ['is neither a poll (it has no "poll") nor a query (it has no "query")'] };
  const read = schema.safeParse(value, { error: describeIssue, reportInput: true });
  if (read.success) return { name, resource: name.split('.')[0] ?? name, content: read.data };
  return {
    name,
    faults: read.error.issues.map(({ path, message }) => `${issuePath(path) || 'the document'}: ${message}`),
  };
}

function parsed(text: string): JsonValue | JsonSyntaxError {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
}
