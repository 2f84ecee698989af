import { z } from 'zod';
import { pollOutcomes } from '../../store/poll-commit.ts';

const isoDate = z.string().nullable();
const error = z.object({ code: z.string(), message: z.string() }).nullable();

const counts = z.object({
  requests: z.number(),
  pages: z.number(),
  records: z.number(),
  created: z.number(),
  updated: z.number(),
  ignored: z.number(),
  deferred: z.number().describe('Dated after the start of the poll; the next one has them.'),
});

/** How the polling of one resource stands. */
export const pollStatus = z
  .object({
    resource: z.string(),
    url: z.string(),
    intervalMinutes: z.number(),
    watermark: isoDate.describe('Where the next query begins, before overlap and poll delay.'),
    completeUpTo: isoDate.describe('Every change up to here is a stored event.'),
    clockSkewMs: z.number().nullable().describe("The provider's clock minus ours."),
    polling: z.boolean().describe('True while a poll runs.'),
    nextPollDate: isoDate.describe('Null: not polled by itself.'),
    lastPoll: z
      .object({
        startedDate: isoDate,
        finishedDate: isoDate,
        outcome: z.enum(pollOutcomes).nullable(),
        error,
        counts: counts.nullable(),
      })
      .nullable(),
    consecutiveFailures: z.number(),
  })
  .meta({ id: 'PollStatus' });

export const pollRequest = z
  .strictObject({
    resource: z.string().optional().describe('Default: all that the instance polls.'),
    dryRun: z
      .boolean()
      .optional()
      .describe('True: nothing is stored or sent, and the next poll starts where this one did.'),
    explain: z.boolean().optional().describe('True: with the decision on each record, up to 1,000.'),
  })
  .optional();

const decision = z.object({
  recordId: z.string(),
  outcome: z.enum(['created', 'updated', 'ignored', 'deferred']),
  rule: z.string(),
  updated: z.string().optional(),
  created: z.string().optional(),
  version: z.string().optional(),
  knownVersion: z.string().optional(),
});

/** What one poll of one resource did. */
export const pollReport = z
  .object({
    resource: z.string(),
    dryRun: z.boolean(),
    outcome: z.enum(pollOutcomes),
    error,
    counts,
    scans: z
      .array(
        z.object({
          scope: z
            .string()
            .describe('The value that the resource fans out by, e.g. the id of a list; empty otherwise.'),
          query: z.string().describe('The hub URL with its dates filled in.'),
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
