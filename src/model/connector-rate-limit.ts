import { z } from 'zod';

/** The part of the connector format that says how a provider limits requests, and by which signs it tells. */

const text = z.string().min(1);
const seconds = z.number().positive();

const sourceForms = {
  header: { header: text.describe('name of a header of the answer') },
  body: { body: z.string().describe('path in the JSON body of the answer') },
};

const source = z.union([z.strictObject(sourceForms.header), z.strictObject(sourceForms.body)]);
const amount = z.union([z.number().nonnegative(), source]);

export const waitUnits = ['retryAfter', 'seconds', 'milliseconds', 'epochSeconds', 'epochMilliseconds', 'iso'] as const;

const unit = z
  .enum(waitUnits)
  .describe(
    '`retryAfter`: seconds or an HTTP date; `seconds`, `milliseconds`: from now; the others: a moment, which is compared with the Date header of the same answer',
  );

const momentForms = [
  z.strictObject({ ...sourceForms.header, unit }),
  z.strictObject({ ...sourceForms.body, unit }),
] as const;

const moment = z.union(momentForms);

const signSchema = z.strictObject({
  status: z.number().int(),
  header: z
    .strictObject({ name: text, equals: z.string().optional().describe('absent: the header only has to be there') })
    .optional(),
  body: z
    .strictObject({
      path: z.string().default('').describe('path in the JSON body; empty: the whole body, which may be plain text'),
      equals: z.string().optional().describe('the value, as text'),
      contains: z.string().optional().describe('part of the value; a list or object is searched as JSON'),
    })
    .refine(({ equals, contains }) => (equals === undefined) !== (contains === undefined), {
      message: 'exactly one of equals and contains',
    })
    .optional(),
});

const limitSchema = z.strictObject({ requests: z.number().int().positive(), seconds });

const resetSchema = z
  .union([
    ...momentForms,
    z.strictObject({
      everySeconds: seconds.describe('with each full multiple of this, e.g. 60: with the next minute'),
    }),
    z.strictObject({ restoredPerSecond: amount.describe('requests that come back each second') }),
  ])
  .describe('when there is room again. Absent, or not to be read: after `wait.otherwiseSeconds`');

const remainingSchema = z
  .strictObject({
    left: source.optional().describe('how much is left'),
    used: source.optional().describe('how much is used; `limit` then says of how much'),
    usedOfLimit: source.optional().describe('both, as in `32/40` or `api-usage=18/5000`'),
    limit: amount.optional().describe('the whole limit: a number, or where the answer has it'),
    reset: resetSchema.optional(),
    floor: z.number().nonnegative().default(0).describe('left for others: at this and below nothing is sent'),
    backgroundFloor: z
      .number()
      .nonnegative()
      .optional()
      .describe(
        'the same for background work. Absent: half of the limit, or twice the floor where the limit is not known',
      ),
  })
  .refine(({ left, used, usedOfLimit }) => [left, used, usedOfLimit].filter((one) => one !== undefined).length === 1, {
    message: 'exactly one of left, used and usedOfLimit',
  })
  .refine(({ used, limit }) => used === undefined || limit !== undefined, { message: 'used needs limit' });

const costSchema = z.strictObject({
  perRequest: z.number().positive().default(1).describe('what a request counts as'),
  byPage: z
    .strictObject({
      parameter: text.describe('query parameter with the number of the page'),
      steps: z.array(z.strictObject({ from: z.number().int(), cost: z.number().positive() })).min(1),
    })
    .optional()
    .describe('what a request for this page and later ones counts as'),
  told: source
    .optional()
    .describe('where the answer says what it cost; what it cost more than expected is counted then'),
});

const waitSchema = z.strictObject({
  told: z
    .array(moment)
    .default([{ header: 'retry-after', unit: 'retryAfter' }])
    .describe('where an answer says how long to wait; the first that can be read counts'),
  otherwiseSeconds: seconds.default(60).describe('the wait where no answer says how long'),
});

export const rateLimitSchema = z
  .strictObject({
    limits: z
      .array(limitSchema)
      .default([])
      .describe(
        'requests that may be sent in any such span; kept before the vendor has to complain: a request waits its turn, or is refused with `provider.throttled` when that would take longer than a minute',
      ),
    concurrency: z.number().int().positive().optional().describe('requests at the same time. Absent: any number'),
    throttledWhen: z
      .array(signSchema)
      .default([{ status: 429 }, { status: 503, header: { name: 'retry-after' } }])
      .describe(
        'answers that mean: wait. All that is named must be there. Looked at before anything else, also for 200',
      ),
    wait: waitSchema.prefault({}),
    remaining: z
      .array(remainingSchema)
      .default([])
      .describe('what good answers tell about what is left; one for each span that the vendor counts'),
    cost: costSchema.prefault({}).describe('what a request counts as under `limits`'),
  })
  .describe('how the vendor limits requests; see quota.md');

export type RateLimitRules = z.output<typeof rateLimitSchema>;
export type ThrottleSign = z.output<typeof signSchema>;
export type ToldWait = z.output<typeof moment>;
export type RemainingRules = z.output<typeof remainingSchema>;
export type AnswerSource = z.output<typeof source>;
export type Amount = z.output<typeof amount>;
