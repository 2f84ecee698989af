import type { MissingCounts } from '../../store/missing-records.ts';

/** So few may be missing at once without anybody being asked. */
const fewRecords = 10;

/**
 * Whether what is missing may not count as gone: more than this share of the known records, and more than ten, that were
 * there in the sweep before; or all of them. An outage, a lost permission and a revoked key look like that.
 */
export function holdsBack(
  { known, missingOnce }: MissingCounts,
  { missingShare, recordsRead }: { missingShare: number; recordsRead: number },
): boolean {
  if (recordsRead === 0 && known > 0) return true;
  return missingOnce > fewRecords && missingOnce > missingShare * known;
}
