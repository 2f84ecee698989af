import type { PollReport } from '../instance-queries.ts';

export type Scan = PollReport['scans'][number];
export type Decision = NonNullable<Scan['decisions']>[number];

export const decisionOutcomes = ['created', 'updated', 'deleted', 'ignored', 'deferred'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** A decision and the scope of its scan; empty where the resource does not fan out. */
export interface ScopedDecision extends Decision {
  scope: string;
}

export const decisionsOf = ({ scans }: PollReport): ScopedDecision[] =>
  scans.flatMap(({ scope, decisions = [] }) => decisions.map((decision) => ({ ...decision, scope })));

/** How many there are of each outcome. */
export function countOutcomes(decisions: readonly Decision[]): Record<DecisionOutcome, number> {
  const counts = { created: 0, updated: 0, deleted: 0, ignored: 0, deferred: 0 };
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}

export interface DecisionFilter {
  outcome: DecisionOutcome | undefined;
  /** Part of an id; upper and lower case are the same. */
  search: string;
}

export function filterDecisions<D extends Decision>(decisions: readonly D[], { outcome, search }: DecisionFilter): D[] {
  const wanted = search.trim().toLowerCase();
  return decisions.filter(
    (decision) =>
      (outcome === undefined || decision.outcome === outcome) &&
      (wanted === '' || decision.recordId.toLowerCase().includes(wanted)),
  );
}
