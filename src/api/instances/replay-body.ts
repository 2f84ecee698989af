import { z } from 'zod';
import { replayStatuses, type Replay } from '../../model/replay.ts';
import { attemptFailure, toAttemptFailure } from './attempt-failure.ts';

const isoDate = z.string().nullable();

/** One job that sends stored events again. */
export const replayBody = z
  .object({
    id: z.number(),
    status: z
      .enum(replayStatuses)
      .describe('running: deliveries are being made; delivering: all are made, some are not acknowledged yet.'),
    filter: z.object({
      from: isoDate,
      to: isoDate,
      resources: z.array(z.string()).nullable(),
      eventTypes: z.array(z.string()).nullable(),
      eventIds: z.array(z.string()).nullable(),
      objectIds: z.array(z.string()).nullable(),
    }),
    url: z.string().describe('Where the events are sent.'),
    counts: z
      .object({
        found: z
          .number()
          .describe('Selected, as far as it has looked: skipped, pending, givenUp and delivered together.'),
        skipped: z.number().describe('Not sent, as the records are no longer kept.'),
        pending: z.number().describe('Not acknowledged yet.'),
        givenUp: z
          .number()
          .describe('Not sent any more, as the replay was cancelled or the notification deleted meanwhile.'),
        delivered: z.number(),
      })
      .describe('In notifications, which hold up to ten events each.'),
    lastFailure: attemptFailure
      .nullable()
      .describe('The last attempt, where it failed and something is not acknowledged yet.'),
    createdDate: z.string(),
    startedDate: isoDate,
    finishedDate: isoDate,
    error: z.object({ code: z.string(), message: z.string() }).nullable().describe('Why it failed.'),
  })
  .meta({ id: 'Replay' });

export type ReplayBody = z.output<typeof replayBody>;

const iso = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : new Date(ms).toISOString());

export function toReplayBody(replay: Replay): ReplayBody {
  const { id, status, filter, url, found, skipped, pending, givenUp, fault } = replay;
  return {
    id,
    status,
    filter: {
      from: iso(filter.from),
      to: iso(filter.to),
      resources: filter.resources ?? null,
      eventTypes: filter.types ?? null,
      eventIds: filter.eventIds ?? null,
      objectIds: filter.recordIds ?? null,
    },
    url,
    counts: { found, skipped, pending, givenUp, delivered: found - skipped - pending - givenUp },
    lastFailure: toAttemptFailure(replay.lastFailure),
    createdDate: new Date(replay.createdAt).toISOString(),
    startedDate: iso(replay.startedAt),
    finishedDate: iso(replay.finishedAt),
    error: fault,
  };
}
