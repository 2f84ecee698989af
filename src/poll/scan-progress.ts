import { pagePositionSchema, type PagePosition } from '../hub/page-position.ts';
import { shortHash } from '../lib/canonical-json.ts';
import { instantFromMs, microsPerSecond, type Instant } from '../lib/instant.ts';
import type { ConnectorResource } from '../model/connector.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';
import type { PollScope } from './poll-scopes.ts';
import type { ScanWindow } from './scan-window.ts';
import { firstSlices, type Slice } from './slices.ts';

/** How far a scan is. */
export interface ScanProgress {
  /** Fixed by the first answer. */
  window: ScanWindow | undefined;
  /** What is still to be read; the first is being read. */
  slices: Slice[];
  slicesDone: number;
  /** Where the slice goes on; undefined: at its first page. */
  position: PagePosition | undefined;
  /** Rows of the slice, whether there are more than the provider gives, and the newest date among them. */
  rows: number;
  capped: boolean;
  newestOfSlice: Instant | undefined;
  newest: Instant | undefined;
}

/** What is stored of a scan that broke off: plain JSON, and what must be the same for it to be gone on with. */
interface StoredProgress extends ScanProgress {
  query: string;
}

/** An older one begins anew: what was read first may have changed too often since. */
const longestBreakMicros = 24 * 3_600 * microsPerSecond;

/** Where this scan begins: where an earlier one broke off, or at the beginning of its window. */
export function beginScan(poll: ClaimedPoll, scope: PollScope, nowMs: number): ScanProgress {
  return storedProgress(poll, scope, nowMs) ?? { ...atBeginning(scope), ...feedPosition(scope) };
}

function atBeginning({ polling, since, now }: PollScope): ScanProgress {
  return {
    window: undefined,
    slices: firstSlices(polling, Math.max(since, earliest(polling.longestLookbackSeconds, now)), now),
    slicesDone: 0,
    position: undefined,
    rows: 0,
    capped: false,
    newestOfSlice: undefined,
    newest: undefined,
  };
}

const earliest = (longestLookbackSeconds: number | undefined, now: Instant): Instant =>
  longestLookbackSeconds === undefined ? -Infinity : now - longestLookbackSeconds * microsPerSecond;

/** A change feed goes on where it was left, whatever the window; one that has told no cursor yet begins as it did. */
function feedPosition({ cursor, resource }: PollScope): { position?: PagePosition } {
  const { success, data } = pagePositionSchema.safeParse(cursor.feed);
  if (!success || data.kind !== 'feed' || resource.paging.kind !== 'feed') return {};
  return data.cursor === undefined && data.page === undefined ? {} : { position: data };
}

/** The scan as it can be stored. */
export const storeProgress = (
  poll: ClaimedPoll,
  resource: ConnectorResource,
  progress: ScanProgress,
): StoredProgress => ({ ...progress, query: queryOf(poll, resource) });

function storedProgress(poll: ClaimedPoll, { cursor, resource }: PollScope, nowMs: number): ScanProgress | undefined {
  const stored = cursor.scan as StoredProgress | undefined;
  if (!stored?.window || stored.query !== queryOf(poll, resource)) return undefined;
  if (instantFromMs(nowMs) - stored.window.ourStart > longestBreakMicros) return undefined;
  const position = pagePositionSchema.optional().safeParse(stored.position);
  if (!position.success) return undefined;
  const { query: _query, ...progress } = stored;
  return { ...progress, position: position.data };
}

/** Page numbers mean the same only in the same query with pages of the same size, as instance and connector say. */
export const queryOf = ({ definition, instance }: ClaimedPoll, resource: ConnectorResource): string => {
  const { url, pageSize, polling } = definition;
  return shortHash(JSON.stringify([url, pageSize, polling, instance.configuration['base.url'], resource]));
};
