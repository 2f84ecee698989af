import { z } from 'zod';
import type { StoredAttempt } from '../../store/list-attempts.ts';

const headers = z.record(z.string(), z.string()).nullable();

/** One request to a callback URL, and what became of it. An addition to the contract. */
export const attemptBody = z
  .object({
    attempt: z.number().describe('Counts from 1, anew when the delivery was released.'),
    startedDate: z.string().describe('2026-01-31T08:00:00.000Z'),
    durationMs: z.number(),
    outcome: z.string().describe('delivered, failed or gone.'),
    detail: z.string().nullable().describe('What went wrong, and where redirects led.'),
    request: z.object({ url: z.string().nullable(), headers: headers.describe('Secret values are masked.') }),
    response: z
      .object({ status: z.number(), headers, body: z.string().nullable().describe('The first 16 KB.') })
      .nullable()
      .describe('The last answer, which may be a redirect that led to nothing. Null: there was none.'),
  })
  .meta({ id: 'DeliveryAttempt' });

export const toAttemptBody = (attempt: StoredAttempt): z.output<typeof attemptBody> => ({
  attempt: attempt.attempt,
  startedDate: new Date(attempt.startedAt).toISOString(),
  durationMs: attempt.durationMs,
  outcome: attempt.outcome,
  detail: attempt.detail,
  request: { url: attempt.url, headers: attempt.requestHeaders },
  response:
    attempt.statusCode === null
      ? null
      : { status: attempt.statusCode, headers: attempt.responseHeaders, body: attempt.responseBody },
});
