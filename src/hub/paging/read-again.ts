import { contentHash } from '../../lib/canonical-json.ts';
import type { Reading } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { rowIdentity, type PageRows } from './page-rows.ts';

/** So often the pages of a list that does not come to rest are read again. */
export const mostChecks = 3;

/** A number that stands for the rows of a page, at its place. */
export const digestOf = (plan: Pick<QueryPlan, 'resource'>, { rows }: PageRows, number: number): number =>
  Buffer.from(contentHash([number, ...rows.map((row) => rowIdentity(plan, row))]), 'base64url').readUInt32BE(0);

/** The reading of a list with one page more; nothing where the list is read only once. */
export function readingWith(
  { recheck }: { recheck: boolean },
  plan: QueryPlan,
  { page, number, reading }: { page: PageRows; number: number; reading: Reading | undefined },
): Reading {
  if (!recheck) return {};
  const sum = (reading?.sum ?? 0) + digestOf(plan, page, number);
  return { sum, ...(reading?.check && { check: reading.check }) };
}

/** The next reading of a list of several pages, until two agree; undefined: that was the last. */
export function nextReading(
  { recheck }: { recheck: boolean },
  { sum = 0, check }: Reading,
  pages: number,
): Reading | undefined {
  if (!recheck || pages < 2) return undefined;
  if (check && (check.before === sum || check.times >= mostChecks)) return undefined;
  return { sum: 0, check: { times: (check?.times ?? 0) + 1, before: sum } };
}
