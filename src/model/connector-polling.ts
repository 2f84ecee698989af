import { z } from 'zod';
import { datePattern, DatePatternError } from '../lib/date-pattern/date-pattern.ts';
import { findZone } from '../lib/date-pattern/zone.ts';

/** The part of the connector format that says what the poller may rely on; an instance can override it, key by key. */

const year = 366 * 86_400;
const seconds = z.number().min(0).max(year);
const zone = z
  .string()
  .refine((name) => findZone(name) !== undefined, 'a time zone such as UTC, Europe/Berlin or -8:00');

/** What is wrong with a date pattern; undefined: nothing. */
function faultOfPattern(pattern: string, timezone: string): string | undefined {
  try {
    datePattern(pattern, timezone);
    return undefined;
  } catch (error) {
    if (error instanceof DatePatternError) return error.message;
    throw error;
  }
}

export const granularities = ['microsecond', 'millisecond', 'second', 'minute', 'hour', 'day'] as const;

const filterSchema = z
  .strictObject({
    boundary: z
      .enum(['inclusive', 'exclusive'])
      .optional()
      .describe('whether the lower bound of the query also returns what is dated exactly at it. Absent: inclusive'),
    granularity: z
      .enum(granularities)
      .optional()
      .describe(
        'what the provider cuts the bound to before it compares. The query asks from the start of that unit, one unit earlier where the boundary is exclusive. Absent: it compares what is sent',
      ),
    timezone: zone
      .optional()
      .describe('zone in which the units of the granularity begin, e.g. that of the account. Absent: UTC'),
  })
  .describe('how the provider compares the lower bound of the query');

const upperBoundSchema = z
  .strictObject({
    field: z.string().min(1).describe('name in the where clause that takes an upper bound, compared with `<=`'),
    pattern: z
      .string()
      .min(1)
      .default("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
      .describe('date pattern of the value in the where clause'),
    timezone: zone.default('UTC'),
  })
  .superRefine(({ pattern, timezone }, context) => {
    const fault = faultOfPattern(pattern, timezone);
    if (fault !== undefined) context.addIssue({ code: 'custom', path: ['pattern'], message: fault });
  })
  .describe('how the window of a query is closed, so that it can be split. Absent: it cannot');

const missingShare = z
  .number()
  .min(0)
  .max(1)
  .describe(
    'the brake: when more than this share of the known records (and more than 10) is newly missing at once, nothing is told as deleted until someone releases it. Absent: 0.1',
  );

const tellsDeletions = z
  .boolean()
  .describe(
    'false: a record that is no longer listed may still exist, as where a list shows only records created in the last months; nothing is told as deleted. Absent: true',
  );

const reconciliationSchema = z
  .strictObject({
    everyHours: z
      .number()
      .min(0.25)
      .max(8_760)
      .optional()
      .describe('how often all records are compared. Absent: on demand only'),
    missingShare: missingShare.optional(),
    tellsDeletions: tellsDeletions.optional(),
  })
  .describe('the comparison of all records with what was told, which finds what was missed and what was deleted');

const fields = {
  order: z
    .enum(['updatedAscending', 'updatedDescending', 'none'])
    .describe(
      'how the vendor orders the rows of a poll; `updatedDescending` lets a poll without a filter stop at the watermark',
    ),
  pageSize: z
    .number()
    .int()
    .positive()
    .describe('records per page where the poller configuration sets none; more where polls read everything'),
  settleSeconds: seconds.describe(
    'the settle horizon: a record may become visible this long after its updated date. Everything within it is read again before it counts as complete',
  ),
  overlapSeconds: seconds.describe(
    'how far back every poll reads again. Where the settle horizon is longer, the rest is read again by fewer, longer scans: the settle lane',
  ),
  learnSettle: z
    .boolean()
    .describe('true: records that are seen to arrive later than the settle horizon allows for make it longer'),
  maxSettleSeconds: seconds.describe('the settle horizon never grows beyond this by itself'),
  ignoredFields: z
    .array(z.string().min(1))
    .describe('fields that move without a change worth telling; left out of the content hash'),
  contentOnly: z
    .boolean()
    .describe(
      'true: a record whose updated date moved while its content (without `ignoredFields`) stayed the same is not told. For providers that write dates without a change. The versions of all records are kept for it',
    ),
  filter: filterSchema,
  upperBound: upperBoundSchema.optional(),
  resultCap: z
    .number()
    .int()
    .positive()
    .optional()
    .describe(
      'rows that one query gives at most, however many match; `paging.maxRows` for all instances. A scan that meets either goes on from the date of the last row (order `updatedAscending`) or splits its window (with `upperBound`); where it can do neither it fails rather than lose the rest (see `atResultCap`)',
    ),
  atResultCap: z
    .enum(['fail', 'goOn'])
    .describe(
      '`goOn`: a scan that meets the cap and knows no way to the rest leaves it to a reconciliation and says so, instead of failing until the rest is gone',
    ),
  longestWindowSeconds: z
    .number()
    .min(60)
    .max(100 * year)
    .optional()
    .describe('the longest window that one query may ask for; needs `upperBound`'),
  longestLookbackSeconds: z
    .number()
    .min(60)
    .max(100 * year)
    .optional()
    .describe('how old the lower bound of a query may be at most; a poll that was away for longer says so'),
  conditional: z
    .enum(['none', 'etag', 'lastModified'])
    .describe(
      'what the provider answers 304 to, when nothing has changed: used where one request asks for everything, or the rows come newest first',
    ),
  reconciliation: reconciliationSchema,
};

export const pollingSchema = z.strictObject({
  order: fields.order.default('none'),
  pageSize: fields.pageSize.default(20),
  settleSeconds: fields.settleSeconds.default(120),
  overlapSeconds: fields.overlapSeconds.default(120),
  learnSettle: fields.learnSettle.default(true),
  maxSettleSeconds: fields.maxSettleSeconds.default(7 * 86_400),
  ignoredFields: fields.ignoredFields.default([]),
  contentOnly: fields.contentOnly.default(false),
  filter: fields.filter.prefault({}),
  upperBound: fields.upperBound,
  resultCap: fields.resultCap,
  atResultCap: fields.atResultCap.default('fail'),
  longestWindowSeconds: fields.longestWindowSeconds,
  longestLookbackSeconds: fields.longestLookbackSeconds,
  conditional: fields.conditional.default('none'),
  reconciliation: fields.reconciliation
    .extend({ missingShare: missingShare.default(0.1), tellsDeletions: tellsDeletions.default(true) })
    .prefault({}),
});

/** What an instance may say about one of its polled resources, key by key, instead of the connector. */
export const pollingOverridesSchema = z.strictObject(fields).partial();

/** Which records of a list are deletions: feeds and lists that tell them. */
export const deletedWhenSchema = z
  .strictObject({
    field: z.string().min(1).describe('field or dotted path of the record'),
    values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .describe('the values that mean deleted. Absent: any value but null, false and empty text'),
  })
  .describe('which records are told as DELETED');

export type PollingRules = z.output<typeof pollingSchema>;
export type PollingOverrides = z.output<typeof pollingOverridesSchema>;
export type DeletedWhen = z.output<typeof deletedWhenSchema>;
export type Granularity = (typeof granularities)[number];
