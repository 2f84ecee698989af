import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeIssue } from '../../catalog/describe-issues.ts';
import { JsonSyntaxError, parseJson } from '../../lib/json.ts';
import { issuePath } from '../../model/findings/issue-path.ts';
import { configuration, exchangeSchema, json, moment } from './fixture.ts';

/** The form of `fixtures/webhooks/<name>.json`: what a provider sends by itself, and what comes of it. */

const texts = z.record(z.string(), z.string()).default({});

const webhookFixtureSchema = z.strictObject({
  note: z.string().optional(),
  configuration,
  /** The moment at which it comes in. */
  now: moment,
  /** From when the instance tells changes. Default: a day before `now`. */
  since: moment.optional(),
  request: z.strictObject({
    method: z.enum(['GET', 'HEAD', 'POST']).default('POST'),
    query: texts,
    headers: texts,
    /** A text is sent as it is, anything else as JSON. Absent: an empty body. */
    body: json.optional(),
  }),
  /** Whether it is signed as the connector verifies it, by the keys of the instance. */
  sign: z.boolean().default(true),
  /** Of a handshake: what is answered. */
  answer: z.strictObject({ status: z.number().int().default(200), headers: texts, body: json.optional() }).optional(),
  /** What is asked of the provider because of it. */
  exchanges: z.array(exchangeSchema).default([]),
  events: z
    .array(
      z.strictObject({
        eventType: z.string().min(1),
        objectType: z.string().min(1),
        objectId: z.string(),
        date: moment.optional(),
      }),
    )
    .default([]),
  /** Resources that are polled because of it. */
  polls: z.array(z.string()).default([]),
});

export type WebhookFixture = z.output<typeof webhookFixtureSchema>;

export interface NamedWebhookFixture {
  /** Of the file, without `.json`. */
  name: string;
  content: WebhookFixture;
}

export type ReadWebhookFixture = NamedWebhookFixture | { name: string; faults: string[] };

/** Those of a connector's folder in the order of their names; none where there is no folder `fixtures/webhooks`. */
export async function readWebhookFixtures(folder: string): Promise<ReadWebhookFixture[]> {
  const directory = join(folder, 'fixtures', 'webhooks');
  const files = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  return Promise.all(
    names
      .toSorted()
      .map(async (name) => readWebhookFixture(name, await readFile(join(directory, `${name}.json`), 'utf8'))),
  );
}

/** The fixture in the text of a file, or what is wrong with it. */
export function readWebhookFixture(name: string, text: string): ReadWebhookFixture {
  try {
    const read = webhookFixtureSchema.safeParse(parseJson(text), { error: describeIssue, reportInput: true });
    if (read.success) return { name, content: read.data };
    return {
      name,
      faults: read.error.issues.map(({ path, message }) => `${issuePath(path) || 'the document'}: ${message}`),
    };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { name, faults: [`not JSON: ${error.message}`] };
  }
}
