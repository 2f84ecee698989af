import { z } from 'zod';
import { pagingSchema } from './connector-paging.ts';
import { deletedWhenSchema, pollingSchema } from './connector-polling.ts';
import { missingPlaceholders } from './connector-placeholders.ts';
import { answerCondition, queryTemplate, requestSchema, text } from './connector-template.ts';
import { whereSchema } from './connector-where.ts';

/** The part of the connector format that says how one resource is read. `{name}` stands for a value filled in later. */

const listRecords = z.strictObject({
  list: z.string().describe('path of the array of records; empty: the body itself'),
  unwrap: text
    .optional()
    .describe('each item is an object that holds the record under this key, e.g. `customer` for `{"customer": {…}}`'),
  mayBeAbsent: z
    .boolean()
    .default(false)
    .describe('true: the vendor leaves the array out, or sends null, when it has no records'),
});

const keyedRecords = z.strictObject({
  keyed: z
    .string()
    .describe('path of an object that has a record, or an array of records, under each of its keys; empty: the body'),
  keyField: text.optional().describe('field of the record that gets its key, unless the record has that field'),
  mayBeAbsent: listRecords.shape.mayBeAbsent,
});

const tableRecords = z.strictObject({
  columns: text.describe('path of the row of column names'),
  rows: text.describe('path of the array of rows of cells'),
  rename: z.record(text, text).default({}).describe('column name as sent → name in the record'),
});

const recordsSchema = z
  .union([listRecords, keyedRecords, tableRecords])
  .describe('where the records are in the answer');

const parameterSchema = z
  .strictObject({
    configuration: z
      .array(text)
      .default([])
      .describe('configuration entries that may hold the value; the first that is set wins'),
    from: text.optional().describe('without a configured value: the resource whose records give the values'),
    field: text.default('id').describe('field of those records'),
  })
  .describe('a `{name}` in the path of the resource');

const orderSchema = z.strictObject({ asc: queryTemplate.optional(), desc: queryTemplate.optional() });

export const resourceSchema = z
  .strictObject({
    path: z
      .string()
      .regex(/^(?:\/[^/?#\s]+)+$/, 'a path such as `/lists/{listId}/contacts`, without `/hubs/<hub>`')
      .describe('the hub path without `/hubs/<hub>`, e.g. `/lists/{listId}/contacts`'),
    request: requestSchema.describe('the request to the vendor'),
    successWhen: answerCondition
      .optional()
      .describe('as `successWhen` of the connector, for this resource alone, which then has no other'),
    parameters: z.record(text, parameterSchema).default({}),
    records: recordsSchema,
    idField: text
      .default('id')
      .describe('field that tells the records of this resource apart; used to compare pages. Ids are compared as text'),
    paging: pagingSchema,
    where: whereSchema.prefault({}),
    orderBy: z
      .record(text, orderSchema)
      .default({})
      .describe('fields that the vendor can sort by → the query that asks for it'),
    deletedWhen: deletedWhenSchema.optional(),
    polling: pollingSchema.prefault({}).describe('what the poller may rely on'),
  })
  .superRefine((resource, context) => {
    for (const { path, message } of missingPlaceholders(resource)) {
      context.addIssue({ code: 'custom', path, message, input: resource });
    }
  });

export type ConnectorResource = z.output<typeof resourceSchema>;
