import { z } from 'zod';
import { detectionRuleNames } from '../../detect/detect.ts';
import { pollOutcomes } from '../../store/poll-commit.ts';

const isoDate = z.string().nullable();
export const pollError = z.object({ code: z.string(), message: z.string() }).nullable();

export const pollCounts = z.object({
  requests: z.number(),
  pages: z.number(),
  records: z.number(),
  created: z.number(),
  updated: z.number(),
  deleted: z.number(),
  ignored: z.number(),
  deferred: z.number().describe('Dated after the start of the poll; the next one has them.'),
});

/** How the polling of one resource stands. */
export const pollStatus = z
  .object({
    resource: z.string(),
    url: z.string(),
    intervalMinutes: z.number().describe('The interval in force.'),
    leastIntervalMinutes: z
      .number()
      .nullable()
      .describe('With the next, the bounds between which the interval follows the rate of changes; null: it is fixed.'),
    greatestIntervalMinutes: z.number().nullable(),
    settleSeconds: z
      .number()
      .nullable()
      .describe('The settle horizon in force, with what was learned. Null: the connector has no such resource.'),
    learned: z
      .array(z.object({ upToSeconds: z.number(), count: z.number() }))
      .describe('How late records were seen to become visible: so many by up to so many seconds.'),
    watermark: isoDate.describe('Where the next query begins, before overlap and poll delay.'),
    completeUpTo: isoDate.describe('Every change up to here is a stored event. It never moves back.'),
    clockSkewMs: z.number().nullable().describe("The provider's clock minus ours."),
    polling: z.boolean().describe('True while a poll runs.'),
    nextPollDate: isoDate.describe('Null: not polled by itself.'),
    lastPoll: z
      .object({
        startedDate: isoDate,
        finishedDate: isoDate,
        outcome: z.enum(pollOutcomes).nullable(),
        error: pollError,
        counts: pollCounts.nullable(),
      })
      .nullable(),
    consecutiveFailures: z.number().describe('Throttled and interrupted polls are no failures.'),
    pausedDate: isoDate.describe('Since when it rests, because a resource of the instance failed too often.'),
    heldReconciliationId: z
      .number()
      .nullable()
      .describe('The reconciliation that waits for somebody to release or cancel it; no other begins before.'),
    overdueSince: isoDate.describe('When it was noticed that it should have run and did not; null once it has run.'),
  })
  .meta({ id: 'PollStatus' });

export const pollRequest = z
  .strictObject({
    resource: z.string().optional().describe('Default: all that the instance polls.'),
    dryRun: z
      .boolean()
      .optional()
      .describe('True: nothing is stored or sent, and the next poll starts where this one did.'),
    explain: z.boolean().optional().describe('True: with the decision on each record, up to 1,000 of each scan.'),
    records: z
      .array(z.string())
      .min(1)
      .max(100)
      .optional()
      .describe('Ids of records: with the decision on each of these, wherever they stand in the list.'),
  })
  .optional();

const decision = z.object({
  recordId: z.string(),
  outcome: z.enum(['created', 'updated', 'deleted', 'ignored', 'deferred']),
  rule: z.enum(detectionRuleNames).describe('docs/reference/change-detection.md says what each means.'),
  updated: z.string().optional(),
  created: z.string().optional(),
  version: z.string().optional(),
  knownVersion: z.string().optional(),
  lateSeconds: z
    .number()
    .optional()
    .describe('The record became visible late: at least so long after its date, as the scan before did not return it.'),
});

/** What one poll of one resource did. */
export const pollReport = z
  .object({
    resource: z.string(),
    dryRun: z.boolean(),
    outcome: z.enum(pollOutcomes),
    error: pollError,
    counts: pollCounts,
    scans: z
      .array(
        z.object({
          scope: z
            .string()
            .describe('The value that the resource fans out by, e.g. the id of a list; empty otherwise.'),
          query: z.string().describe('The hub URL with its dates filled in.'),
          lane: z
            .enum(['fast', 'settle'])
            .describe('fast: what is new, and the overlap. settle: everything that is not yet complete.'),
          pages: z.number(),
          records: z.number(),
          requests: z
            .array(z.object({ url: z.string(), status: z.number(), durationMs: z.number(), records: z.number() }))
            .describe('What the provider was asked, without secrets.'),
          from: isoDate.describe('Records dated before are not looked at.'),
          scanStart: isoDate.describe("The provider's clock when the scan began."),
          watermark: isoDate,
          notes: z.array(z.string()),
          decisions: z.array(decision).optional(),
        }),
      )
      .describe('One, or one per value that the resource fans out by.'),
  })
  .meta({ id: 'PollReport' });
