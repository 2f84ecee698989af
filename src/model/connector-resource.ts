import { z } from 'zod';
import { parseTimeTemplate } from '../lib/time-template/time-template.ts';
import { TimeTemplateError } from '../lib/time-template/time-template-error.ts';
import { hooksSchema } from './connector-hooks.ts';
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
    .describe(
      'each item is an object that holds the record under this key or path, e.g. `customer` for `{"customer": {…}}`, `node` for the edges of GraphQL, `data.object` for a log of events',
    ),
  keep: z
    .record(text, text)
    .default({})
    .describe('with `unwrap`: field that the record gets → path of its value in the item around the record'),
  valueField: text
    .optional()
    .describe('the items are no objects but values, e.g. ids; each becomes a record that has it under this name'),
  mayBeAbsent: z
    .boolean()
    .default(false)
    .describe('true: the vendor leaves the array out, or sends null, when it has no records'),
  orOne: z
    .boolean()
    .default(false)
    .describe('true: an object in place of the array is the one record, for resources that are no lists'),
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

const derivedFieldSchema = z
  .union([
    z.strictObject({
      date: text.describe('field that holds the day, as an ISO date or `/Date(…)/`'),
      time: text.describe('field that holds the time of the day: `12:34:56`, `123456` or `PT12H34M56S`'),
    }),
    z.strictObject({ text: text.describe('text in which `{field}` stands for a field of the record') }),
  ])
  .describe(
    "a field made from others: a day and its time, which become `yyyy-MM-dd'T'HH:mm:ss` without a zone, or a text. Left out where the record lacks the day or a field of the text",
  );

function isTimeTemplate(text: string): boolean {
  try {
    parseTimeTemplate(text);
    return true;
  } catch (error) {
    if (error instanceof TimeTemplateError) return false;
    throw error;
  }
}

const deletesSchema = z
  .strictObject({
    resource: text.describe('name of the resource that lists deleted records'),
    where: text
      .refine((where) => isTimeTemplate(where), "a where clause with dates as in `${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}`")
      .optional()
      .describe(
        "where clause that asks for what was deleted since the last poll, with the same dates in braces as the URLs of polls, e.g. `deletedDate>='${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'`. Absent: the whole list is read each time",
      ),
    idField: text.default('id').describe('field of the deleted record that holds the id it had'),
    dateField: text.optional().describe('field with the date of the deletion'),
    dateFormat: text.default("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").describe('its date pattern'),
    dateTimezone: text.default('UTC').describe('zone of dates that name none'),
  })
  .describe(
    'a list of what was deleted, which is read with every poll of this resource. Its records are told as DELETED events of this resource, once',
  );

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

const oneSchema = z
  .strictObject({
    request: requestSchema.describe('`{id}` is the id of the record'),
    record: z.string().default('').describe('path of the record in the answer; empty: the body itself'),
    missingStatuses: z
      .array(z.number().int())
      .default([404, 410])
      .describe('answers that mean: there is no such record'),
    hooks: hooksSchema.optional().describe('around this request. Absent: those of the resource'),
  })
  .describe('how one record is read by its id');

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
    passOn: z
      .record(text, text)
      .default({})
      .describe(
        'query parameters of the hub that the vendor has under another name → that name; all that nothing else takes are passed on anyway. One that is named here, also under its own name, may replace an entry of the query of `request`, which stands where it is absent. `where` and `orderBy`, when they are named here, go to the vendor as they stand, unread',
      ),
    deletedWhen: deletedWhenSchema.optional(),
    deletes: deletesSchema.optional(),
    derivedFields: z.record(text, derivedFieldSchema).default({}).describe('fields that every record gets'),
    one: oneSchema.optional(),
    fetchEach: z
      .boolean()
      .default(false)
      .describe(
        'true: the list shows ids or parts of its records only, so each is read by `one` before it is told. What is not there any more is left out',
      ),
    hooks: hooksSchema.prefault({}),
    polling: pollingSchema.prefault({}).describe('what the poller may rely on'),
  })
  .superRefine((resource, context) => {
    for (const { path, message } of missingPlaceholders(resource)) {
      context.addIssue({ code: 'custom', path, message, input: resource });
    }
    if (resource.fetchEach && !resource.one) {
      context.addIssue({ code: 'custom', path: ['one'], message: 'missing, and fetchEach needs it', input: resource });
    }
  });

export type ConnectorResource = z.output<typeof resourceSchema>;
export type DerivedField = z.output<typeof derivedFieldSchema>;
export type Deletes = z.output<typeof deletesSchema>;
