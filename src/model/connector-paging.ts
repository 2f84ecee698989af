import { z } from 'zod';
import { answerCondition, requestSchema, text } from './connector-template.ts';

/** The part of the connector format that says how a list is read to its end. */

const rows = z.number().int().positive();

const caps = {
  maxRows: rows
    .optional()
    .describe(
      'rows that one query gives at most, however many match. A scan that meets it says so (see `polling.resultCap`) and asks for nothing beyond',
    ),
};

const pages = {
  maxPageSize: rows.describe('rows per page that the vendor gives at most; a larger page is put together from several'),
  ...caps,
  maxPages: rows.optional().describe('the same as `maxRows`, counted in pages'),
  endStatuses: z
    .array(z.number().int())
    .default([])
    .describe('answers that a page past the end gets instead of an empty list, e.g. 400'),
  more: answerCondition
    .optional()
    .describe(
      'the flag that tells of more pages, and the value that means more. It decides alone, also after an empty page; where it is absent from an answer the other rules do',
    ),
  total: text
    .optional()
    .describe(
      'path of the number of all rows. Only where it can be trusted: a scan by `offset` or `page` ends when it has read so many',
    ),
};

const sizedPages = {
  ...pages,
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
};

const linkedPages = {
  pageSize: text
    .optional()
    .describe('query parameter for the rows per page. Absent: `{pageSize}` in the request, or the vendor decides'),
  ...pages,
  maxPageSize: pages.maxPageSize.default(100),
  end: z
    .enum(['noCursor', 'shortPage', 'emptyPage'])
    .default('noCursor')
    .describe(
      'what ends a scan beside a missing, null or empty cursor or link: nothing, a page with fewer rows than asked for, or an empty one',
    ),
};

const pageNumber = {
  page: text.optional().describe('query parameter for the number of the page. Absent: `{page}` in the request'),
  pageSize: text.optional().describe('query parameter for the rows per page. Absent: `{pageSize}` in the request'),
  firstPage: z.number().int().default(1),
};

const recheck = z
  .boolean()
  .default(false)
  .describe(
    'true: for cursors and links that only count rows or pages. A row that leaves a page pulls the rows behind it to a page read before, so a list of several pages is read again until two readings agree, a few times at most. false: a cursor stands for a place in the list',
  );

const continueRequest = requestSchema
  .optional()
  .describe(
    'the request for every later page, with `{cursor}`, where it is another than the first. Nothing of the first is repeated',
  );

const expired = z
  .array(
    z.strictObject({
      status: z.number().int(),
      body: answerCondition.optional().describe('what the body must say as well'),
    }),
  )
  .default([])
  .describe(
    'answers that say that a cursor has expired: the scan fails with `provider.cursor_expired` and begins anew',
  );

const beyond = z
  .strictObject({
    afterRows: rows.describe('rows that can be read by page number'),
    cursor: text.describe('path of the cursor for the next page in the answer'),
    parameter: text.describe('query parameter that takes the cursor; the number of the page is not sent then'),
  })
  .optional()
  .describe(
    'how the rows are read that page numbers do not reach, e.g. by `page_token` after 2,000 rows. Absent: by page numbers, or see `maxRows`',
  );

const carry = z
  .record(text, text)
  .default({})
  .describe(
    'what the next page is asked for by beside the cursor: query parameter → path in the answer. In `continue` the name stands in braces, e.g. `{lastDate}`',
  );

const none = z.strictObject({ kind: z.literal('none').describe('one answer holds everything'), ...caps });

const offset = z.strictObject({
  kind: z.literal('offset').describe('rows are skipped by number'),
  offset: text.optional().describe('query parameter for the rows to skip. Absent: `{offset}` in the request'),
  limit: text.optional().describe('query parameter for the rows per page. Absent: `{pageSize}` in the request'),
  firstOffset: z.number().int().min(0).max(1).default(0).describe('what the vendor calls the first row'),
  rowOverlap: z
    .number()
    .int()
    .min(0)
    .default(1)
    .describe(
      'rows asked for again at the start of a page, to notice rows that moved while the pages were read: when they are not there the scan steps back until it finds them. 0: no check',
    ),
  ...sizedPages,
});

const page = z.strictObject({
  kind: z.literal('page').describe('pages are numbered'),
  ...pageNumber,
  recheck: z
    .boolean()
    .default(true)
    .describe(
      'reads the pages once more, from the last but one to the first: a row that leaves a page pulls the rows behind it to pages read before. false: for lists in which no row ever moves forward. A list of one page is never read twice',
    ),
  nextPage: text
    .optional()
    .describe('path of the number of the next page in the answer; nothing there ends the scan, whatever its size'),
  beyond,
  ...sizedPages,
});

const keyset = z.strictObject({
  kind: z
    .literal('keyset')
    .describe(
      'rows sorted ascending by a date: the next page is the same query from the date of the last row; pages are numbered only within one date',
    ),
  field: text.describe('field of the record that the rows are sorted by'),
  parameter: text.describe('query parameter for "greater than or equal" on that field'),
  ...pageNumber,
  ...sizedPages,
});

const idKeyset = z.strictObject({
  kind: z.literal('idKeyset').describe('the next page is asked for by the id of the last row'),
  parameter: text.optional().describe('query parameter that takes the id. Absent: `{cursor}` in the request'),
  field: text.optional().describe('field of the record that is sent. Absent: `idField`'),
  pageSize: linkedPages.pageSize,
  expired,
  ...sizedPages,
});

const nextLink = z.strictObject({
  kind: z
    .literal('nextLink')
    .describe(
      'an answer holds the URL of the next page, absolute or relative. One on another host is refused, as it would be sent our credentials',
    ),
  link: text.optional().describe('path of the URL in the answer. Absent: the header `Link` with rel=next'),
  repeatQuery: z
    .boolean()
    .default(false)
    .describe('true: parameters of the first request that the URL lacks are added to it'),
  recheck,
  expired,
  ...linkedPages,
});

const cursor = z.strictObject({
  kind: z
    .literal('cursor')
    .describe('an answer holds what the next page is asked for by: an opaque cursor, or the number of the page'),
  cursor: text.optional().describe('path of the cursor in the answer'),
  cursorHeader: text.optional().describe('header of the answer that holds the cursor instead'),
  parameter: text.optional().describe('query parameter that takes the cursor. Absent: `{cursor}` in a request'),
  carry,
  repeatQuery: z
    .boolean()
    .default(true)
    .describe('false: a request with a cursor has no other query parameters but the page size'),
  continue: continueRequest,
  recheck,
  expired,
  ...linkedPages,
});

const feed = z.strictObject({
  kind: z
    .literal('feed')
    .describe(
      'a change feed: the last answer of a poll holds the cursor from which the next poll goes on. The first poll is the full listing: without it nobody could tell, once a cursor has expired, what is new',
    ),
  cursor: text.describe('path of the cursor from which the next poll goes on'),
  parameter: text.optional().describe('query parameter that takes it. Absent: `{cursor}` in `continue`'),
  nextPage: text
    .optional()
    .describe('path of the cursor of the next page within a poll. Absent: it is `cursor`, and `more` tells'),
  pageParameter: text.optional().describe('query parameter that takes that one. Absent: `parameter`'),
  more: answerCondition
    .optional()
    .describe('the flag that tells of more pages, and the value that means more. Absent: `nextPage` is there'),
  links: z
    .boolean()
    .default(false)
    .describe(
      'true: the cursors are URLs, absolute or relative, that are requested as they are. Never on another host',
    ),
  repeatQuery: cursor.shape.repeatQuery,
  continue: continueRequest,
  newestFirst: z
    .boolean()
    .default(false)
    .describe(
      'true: the rows of an answer come newest first, as in event logs; they are told from the last to the first',
    ),
  cursorStatuses: z
    .array(z.number().int())
    .default([])
    .describe('answers to a request without a cursor that hold no records but a cursor, e.g. 412'),
  expired,
  pageSize: linkedPages.pageSize,
  maxPageSize: linkedPages.maxPageSize,
});

export const pagingSchema = z.discriminatedUnion('kind', [
  none,
  offset,
  page,
  keyset,
  idKeyset,
  nextLink,
  cursor,
  feed,
]);

export type Paging = z.output<typeof pagingSchema>;
export type PagingOf<Kind extends Paging['kind']> = Extract<Paging, { kind: Kind }>;
