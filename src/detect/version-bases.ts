import type { Cursor, VersionBasis } from '../store/cursor.ts';
import type { DetectionRules } from './detection-rules.ts';

/** Versions of so many former ways are still understood. */
const mostBases = 5;

export const basisOf = ({ feed, updated, created, ignoredFields }: DetectionRules): VersionBasis => ({
  kind: feed ? 'feed' : updated || created ? 'dates' : 'content',
  ignored: [...ignoredFields].sort(),
});

/** The bases of a cursor when versions are computed this way from now on; undefined: as they were. */
export function withBasis(bases: VersionBasis[] | undefined, basis: VersionBasis): VersionBasis[] | undefined {
  const same = (other: VersionBasis) => JSON.stringify(other) === JSON.stringify(basis);
  const [first] = bases ?? [];
  if (first && same(first)) return undefined;
  return [basis, ...(bases ?? []).filter((other) => !same(other))].slice(0, mostBases);
}

/**
 * Rules that understand what a cursor remembers, and the cursor as it counts under them: where records are told in another
 * way than before, what is remembered does not say what was there, so that the next scan is the first.
 */
export function rememberedBy(declared: DetectionRules, cursor: Cursor): { rules: DetectionRules; cursor: Cursor } {
  const basis = basisOf(declared);
  const sameKind = (cursor.bases ?? []).filter(({ kind }) => kind === basis.kind);
  const changed = cursor.bases !== undefined && sameKind.length === 0;
  const neverListed = declared.feed && cursor.feed === undefined;
  const formerIgnored = sameKind
    .filter(({ ignored }) => JSON.stringify(ignored) !== JSON.stringify(basis.ignored))
    .map(({ ignored }) => new Set(ignored));
  return {
    rules: { ...declared, formerIgnored },
    cursor: { ...cursor, baselineComplete: cursor.baselineComplete && !changed && !neverListed },
  };
}
