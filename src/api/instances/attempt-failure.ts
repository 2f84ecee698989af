import { z } from 'zod';

/** An attempt to deliver that failed. */
export const attemptFailure = z
  .object({
    date: z.string(),
    statusCode: z.number().nullable().describe('Null: there was no answer.'),
    detail: z.string().nullable().describe('What went wrong.'),
  })
  .meta({ id: 'AttemptFailure' });

interface StoredFailure {
  /** Epoch milliseconds. */
  at: number;
  statusCode: number | null;
  detail: string | null;
}

export const toAttemptFailure = (failure: StoredFailure | null): z.output<typeof attemptFailure> | null =>
  failure && {
    date: new Date(failure.at).toISOString(),
    statusCode: failure.statusCode,
    detail: failure.detail,
  };
