import { z } from 'zod';
import { eventTypes } from '../../model/change.ts';
import { reconciliationReasons, reconciliationStatuses } from '../../model/reconciliation.ts';
import type { Reconciliation } from '../../store/reconciliation-row.ts';

const isoDate = z.string().nullable();

const drifted = z.object({
  drift: z.enum(['missedCreated', 'missedUpdated', 'restored', 'deleted', 'missingOnce']),
  scope: z.string().describe('The value that the resource fans out by; empty otherwise.'),
  recordId: z.string(),
  event: z.enum(eventTypes).optional().describe('What it is told as; absent for a record that is missing once.'),
  knownVersion: z.string().optional().describe('Date as sent and content hash, as known before.'),
  version: z.string().optional().describe('The same, as the record is now.'),
});

/** One comparison of all records of a resource with what was told. */
export const reconciliationBody = z
  .object({
    id: z.number(),
    resource: z.string(),
    reason: z.enum(reconciliationReasons),
    status: z.enum(reconciliationStatuses),
    progress: z.object({
      requests: z.number(),
      known: z.number().describe('Records known when it began.'),
      percentage: z.number().nullable().describe('Null: nothing was known before.'),
      scopesDone: z.number(),
      scopes: z.number().nullable().describe('Values that the resource fans out by; 1 for one that does not.'),
      skippedScopes: z
        .array(z.string())
        .describe('Up to 20 that the provider refused: nothing is told or deleted there.'),
      nextStepDate: isoDate,
    }),
    counts: z.object({
      records: z.number().describe('Records read so far.'),
      unchanged: z.number().describe('As they are known.'),
      remembered: z.number().describe('Met for the first time and not told, as they are older than what is told.'),
      ahead: z.number().describe('Told before the next poll would have; no drift.'),
      missedCreated: z.number().describe('Told now; a poll should have told them.'),
      missedUpdated: z.number().describe('The same.'),
      restored: z.number().describe('Told as deleted before, and there again: told as CREATED.'),
      deleted: z.number().describe('In neither of the last two reconciliations: told as DELETED.'),
      missingOnce: z.number().describe('Not there for the first time; deleted if the next one does not find them.'),
    }),
    sample: z.array(drifted).describe('Up to 20 records that drifted.'),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    createdDate: z.string(),
    startedDate: isoDate,
    finishedDate: isoDate,
  })
  .meta({ id: 'Reconciliation' });

export type ReconciliationBody = z.output<typeof reconciliationBody>;

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export function toReconciliationBody(reconciliation: Reconciliation): ReconciliationBody {
  const { id, resource, reason, status, progress, counts, fault } = reconciliation;
  const { requests, pages: _pages, known, sample, ...found } = counts;
  return {
    id,
    resource,
    reason,
    status,
    progress: {
      requests,
      known,
      percentage: percentage(reconciliation),
      scopesDone: progress.scopesDone,
      scopes: progress.scopes ?? null,
      skippedScopes: progress.skippedScopes,
      nextStepDate: iso(reconciliation.nextStepAt),
    },
    counts: found,
    sample: sample.map(({ type, ...drift }) => ({ ...drift, ...(type && { event: type }) })),
    error: fault,
    createdDate: new Date(reconciliation.createdAt).toISOString(),
    startedDate: iso(reconciliation.startedAt),
    finishedDate: iso(reconciliation.finishedAt),
  };
}

/** Of what was known when it began; more may be there by now. */
function percentage({ status, counts: { records, known } }: Reconciliation): number | null {
  if (status === 'completed') return 100;
  return known === 0 ? null : Math.min(99, Math.floor((100 * records) / known));
}
