import type { ResourcePage } from '../hub/read-page.ts';
import type { PollCounts } from '../store/poll-commit.ts';
import type { PageJudgement } from '../detect/judge-page.ts';
import { decisionLimit, type ScanReport } from './poll-report.ts';
import type { ScanWindow } from './scan-window.ts';

const requestLimit = 100;
const noteLimit = 20;

export interface PageTaken {
  page: ResourcePage;
  judgement: PageJudgement;
  window: ScanWindow;
}

/** Adds a page to the figures and the report of its poll; its own request was counted when it was sent. */
export function tallyPage(to: { report: ScanReport; counts: PollCounts }, taken: PageTaken): void {
  const { report, counts } = to;
  const { page, judgement, window } = taken;
  counts.pages++;
  counts.requests += page.furtherRequests;
  for (const key of ['records', 'created', 'updated', 'deleted', 'ignored', 'deferred'] as const)
    counts[key] += judgement.counts[key];
  Object.assign(report, { from: window.from, scanStart: window.scanStart, watermark: window.watermark ?? undefined });
  const { url, status, durationMs } = page.request;
  if (report.requests.length < requestLimit)
    report.requests.push({ url, status, durationMs, records: page.records.length });
  report.decisions?.push(...judgement.decisions.slice(0, Math.max(0, decisionLimit - report.decisions.length)));
  for (const text of notesOn(taken)) noteOnce(report, text);
}

/** Adds a note unless it is there already, or there are too many; answers whether it did. */
export function noteOnce({ notes }: ScanReport, text: string): boolean {
  if (notes.includes(text) || notes.length >= noteLimit) return false;
  notes.push(text);
  return true;
}

function notesOn({ page, judgement }: PageTaken): string[] {
  const notes = [...page.warnings];
  if (page.restarted) notes.push('Rows moved while the pages were read; they are read again.');
  if (judgement.unparsable !== undefined)
    notes.push(
      `A date does not parse, e.g. ${JSON.stringify(judgement.unparsable)}: such records are told by their content.`,
    );
  return notes;
}
