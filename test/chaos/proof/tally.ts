import type { Findings } from '../oracle/find-losses.ts';

/** What became of many histories under one rule. */
export interface Tally {
  rule: string;
  histories: number;
  changes: number;
  missed: number;
  duplicated: number;
  /** Told wrongly: what never was, old data as new, a second creation. */
  wrong: number;
  requests: number;
  leastRequests: number;
  /** Seeds of the first histories in which something was found. */
  seeds: number[];
}

const seedsKept = 20;

export const emptyTally = (rule: string): Tally => ({
  rule,
  histories: 0,
  changes: 0,
  missed: 0,
  duplicated: 0,
  wrong: 0,
  requests: 0,
  leastRequests: 0,
  seeds: [],
});

export function addFindings(tally: Tally, seed: number, findings: Findings): void {
  tally.histories++;
  tally.changes += findings.changes;
  tally.missed += findings.missed.length;
  tally.duplicated += findings.duplicated.length;
  tally.wrong += findings.wrong.length;
  tally.requests += findings.requests;
  tally.leastRequests += findings.leastRequests;
  if (isFaulty(findings) && tally.seeds.length < seedsKept) tally.seeds.push(seed);
}

export const isFaulty = ({ missed, duplicated, wrong }: Findings): boolean =>
  missed.length + duplicated.length + wrong.length > 0;

export function addTally(sum: Tally, part: Tally): void {
  for (const key of ['histories', 'changes', 'missed', 'duplicated', 'wrong', 'requests', 'leastRequests'] as const)
    sum[key] += part[key];
  sum.seeds = [...sum.seeds, ...part.seeds].sort((a, b) => a - b).slice(0, seedsKept);
}

/** Requests made, as a multiple of what one undisturbed reading of the windows that had to be read takes. */
export const requestShare = ({ requests, leastRequests }: Pick<Tally, 'requests' | 'leastRequests'>): number =>
  requests / leastRequests;

export const mostRequestShare = 1.2;

export const isSparing = (tally: Pick<Tally, 'requests' | 'leastRequests'>): boolean =>
  requestShare(tally) <= mostRequestShare;
