import { z } from 'zod';

/** The part of the connector format that says how one resource is read. `{name}` stands for a value filled in later. */

export const text = z.string().min(1);
export const seconds = z.number().nonnegative();
const rows = z.number().int().positive();

export const queryTemplate = z
  .record(text, z.string())
  .describe(
    'name → value; `{name}` in a value is filled from the instance configuration or the parameters of the resource',
  );

const valueSchema = z
  .strictObject({
    pattern: text.describe('Java date pattern, or `milliseconds`, `seconds`, `microseconds`'),
    timezone: text.default('UTC').describe('zone in which a pattern without a zone is written'),
    marginSeconds: seconds
      .default(0)
      .describe(
        'taken off a lower bound and added to an upper bound, for vendors that cut or round the value: the query must never ask for too little',
      ),
  })
  .describe('how a date of the where clause is written for the vendor; absent: as it stands');

const operator = z.enum(['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'IN']);

const whereFieldSchema = z.strictObject({
  operators: z
    .partialRecord(operator, text)
    .describe(
      'operator of the where clause → query parameter of the vendor. A missing `>` or `<` is served by `>=` or `<=` and filtered again here',
    ),
  bound: z
    .enum(['lower', 'upper'])
    .optional()
    .describe('for keyword names such as `modified_after`: what `=` means. Absent: equality'),
  value: valueSchema.optional(),
  recordField: text
    .optional()
    .describe(
      'the field of the record that this name filters, when it has another name; `none`: it has no counterpart in the record and the vendor is trusted',
    ),
  refine: z
    .boolean()
    .default(false)
    .describe(
      'true: the vendor filters more coarsely than asked (day instead of second), so the records are filtered again here',
    ),
});

const whereSchema = z.strictObject({
  fields: z
    .record(text, whereFieldSchema)
    .default({})
    .describe(
      'name in the where clause → how the vendor filters by it. `*`: any other name, which its query parameters have as `{field}`; for vendors that filter every field alike',
    ),
  parameter: text
    .default('{parameter}')
    .describe(
      'how a parameter is named when conditions are joined by AND; `{parameter}` is the name given by the field',
    ),
  or: text
    .optional()
    .describe(
      'how a parameter is named when conditions are joined by OR; `{index}` is the number of the alternative from 0. Absent: an OR is handled as `otherwise` says',
    ),
  otherwise: z
    .enum(['filterLocally', 'refuse'])
    .default('filterLocally')
    .describe('what happens to a condition that no field translates; nothing is ever dropped silently'),
});

const pages = {
  maxPageSize: rows.describe('rows per page that the vendor gives at most; a larger page is put together from several'),
  end: z
    .enum(['shortPage', 'emptyPage'])
    .default('shortPage')
    .describe(
      'what ends a scan: a page with fewer rows than asked for, or only an empty one (for vendors that silently give fewer rows per page than they promise)',
    ),
  sizeEcho: text
    .optional()
    .describe(
      'path in the answer of the page size that the vendor really used; a page is short when it has fewer rows than that',
    ),
  endStatuses: z
    .array(z.number().int())
    .default([])
    .describe('answers that a page past the end gets instead of an empty list, e.g. 400'),
};

export const pagingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none').describe('one answer holds everything') }),
  z.strictObject({
    kind: z.literal('offset').describe('rows are skipped by number'),
    offset: text.describe('query parameter for the rows to skip'),
    limit: text.describe('query parameter for the rows per page'),
    rowOverlap: z
      .number()
      .int()
      .min(0)
      .default(1)
      .describe(
        'rows asked for again at the start of a page, to notice rows that moved while the pages were read: when they are not there the scan steps back until it finds them. 0: no check',
      ),
    ...pages,
  }),
  z.strictObject({
    kind: z.literal('page').describe('pages are numbered'),
    page: text.describe('query parameter for the number of the page'),
    pageSize: text.describe('query parameter for the rows per page'),
    firstPage: z.number().int().default(1),
    ...pages,
  }),
  z.strictObject({
    kind: z
      .literal('keyset')
      .describe(
        'rows sorted ascending by a date: the next page is the same query from the date of the last row; pages are numbered only within one date',
      ),
    field: text.describe('field of the record that the rows are sorted by'),
    parameter: text.describe('query parameter for "greater than or equal" on that field'),
    page: text.describe('query parameter for the number of the page'),
    pageSize: text.describe('query parameter for the rows per page'),
    firstPage: z.number().int().default(1),
    ...pages,
  }),
]);

const recordsSchema = z
  .union([
    z.strictObject({ list: z.string().describe('path of the array of records; empty: the body itself') }),
    z.strictObject({
      columns: text.describe('path of the row of column names'),
      rows: text.describe('path of the array of rows of cells'),
      rename: z.record(text, text).default({}).describe('column name as sent → name in the record'),
    }),
  ])
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

export const resourceSchema = z.strictObject({
  path: z
    .string()
    .regex(/^(?:\/[^/?#\s]+)+$/, 'a path such as `/lists/{listId}/contacts`, without `/hubs/<hub>`')
    .describe('the hub path without `/hubs/<hub>`, e.g. `/lists/{listId}/contacts`'),
  request: z
    .strictObject({
      method: z.enum(['GET']).default('GET'),
      path: text.describe('added to the base URL'),
      query: queryTemplate.default({}),
      headers: queryTemplate.default({}),
    })
    .describe('the request to the vendor'),
  parameters: z.record(text, parameterSchema).default({}),
  records: recordsSchema,
  idField: text.default('id').describe('field that tells the records of this resource apart; used to compare pages'),
  paging: pagingSchema,
  where: whereSchema.prefault({}),
  orderBy: z
    .record(text, orderSchema)
    .default({})
    .describe('fields that the vendor can sort by → the query that asks for it'),
  polling: z
    .strictObject({
      order: z
        .enum(['updatedAscending', 'updatedDescending', 'none'])
        .default('none')
        .describe(
          'how the vendor orders the rows of a poll; `updatedDescending` lets a poll without a filter stop at the watermark',
        ),
      pageSize: z
        .number()
        .int()
        .positive()
        .default(20)
        .describe('records per page where the poller configuration sets none; more where polls read everything'),
      settleSeconds: seconds
        .default(120)
        .describe('a record may become visible this long after its updated date; the query reaches back by it'),
      ignoredFields: z
        .array(text)
        .default([])
        .describe('fields that move without a change worth telling; left out of the content hash'),
    })
    .prefault({})
    .describe('what the poller may rely on'),
});

export type ConnectorResource = z.output<typeof resourceSchema>;
export type Paging = z.output<typeof pagingSchema>;
export type PagedPaging = Exclude<Paging, { kind: 'none' }>;
export type WhereRules = z.output<typeof whereSchema>;
export type WhereField = z.output<typeof whereFieldSchema>;
export type WhereValue = z.output<typeof valueSchema>;
