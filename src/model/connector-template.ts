import { z } from 'zod';
import type { JsonValue } from '../lib/json.ts';
import { isConnectionHeader, otherHeader } from './connection-headers.ts';

/** Parts of the connector format that several of its sections share. `{name}` stands for a value filled in later. */

export const text = z.string().min(1);
export const seconds = z.number().nonnegative();

/**
 * What `{name}` in a request can stand for beside configuration entries and path parameters. Those that have no value on
 * a page (a cursor on the first one) take their query parameter or key of the body with them.
 */
export const requestPlaceholders = ['pageSize', 'offset', 'page', 'cursor', 'where'] as const;

export const queryTemplate = z
  .record(text, z.string())
  .describe(
    'name → value; `{name}` in a value is filled from the instance configuration or the parameters of the resource; in the query of a request also `{pageSize}`, `{offset}`, `{page}`, `{cursor}` (a parameter that is only a cursor is left out where there is none) and `{where}`, the conditions of `where.expression`. A parameter or header with `{name?}` is left out where the entry is not set',
  );

/** The same for headers. */
export const headerTemplate = queryTemplate.superRefine((headers, context) => {
  for (const name of Object.keys(headers).filter(isConnectionHeader)) {
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `found ${JSON.stringify(name)}, allowed: ${otherHeader}`,
      input: headers,
    });
  }
});

/** The name of a header or of a query parameter. */
export const placeName = text.refine((name) => !isConnectionHeader(name), `allowed: ${otherHeader}`);

/** Any JSON object; its own type, as YAML can write nothing else. */
export const jsonTemplate = z.record(
  text,
  z.custom<JsonValue>((value) => value !== undefined, 'a JSON value'),
);

/** A condition on the body of an answer. */
export const answerCondition = z.strictObject({
  path: text.describe('path in the body of the answer'),
  equals: z
    .union([z.string(), z.number(), z.boolean(), z.null()])
    .describe('the value there, compared as text; `null`: nothing is there'),
});

export const requestSchema = z.strictObject({
  method: z
    .enum(['GET', 'POST'])
    .default('GET')
    .describe('POST only for requests that read, such as searches and GraphQL queries'),
  path: text.describe('added to the base URL'),
  query: queryTemplate.default({}),
  headers: headerTemplate.default({}),
  body: jsonTemplate
    .optional()
    .describe(
      'sent as JSON. `{name}` without blanks inside is filled in any text of it, as in `query`; a text that is one such name only becomes a number when its value is one',
    ),
});

export type AnswerCondition = z.output<typeof answerCondition>;
export type RequestTemplate = z.output<typeof requestSchema>;
