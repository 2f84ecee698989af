import type { Change, ToldChange } from '../model/change.ts';

/** One run of an event hook over changes that were found. */
export interface Hearing {
  asked: readonly Change[];
  told: readonly ToldChange[];
}

const keyOf = ({ recordId, version }: Pick<Change, 'recordId' | 'version'>): string =>
  JSON.stringify([recordId, version]);

const byKey = (changes: readonly Change[]): Map<string, Change> =>
  new Map(changes.map((change) => [keyOf(change), change]));

const isSame = (one: Change | undefined, other: Change | undefined): boolean =>
  one !== undefined && one.type === other?.type;

/** What no hearing was about. */
export function unheard(hearings: readonly Hearing[], found: readonly Change[]): Change[] {
  const asked = hearings.map((hearing) => byKey(hearing.asked));
  return found.filter((change) => !asked.some((of) => isSame(of.get(keyOf(change)), change)));
}

/**
 * What the hearings say of the changes that are found now. What is not found any more was told by another meanwhile; what a hook
 * has added stays as long as anything is left of what it saw.
 */
export function heard(hearings: readonly Hearing[], found: readonly Change[]): ToldChange[] {
  const now = byKey(found);
  return hearings.flatMap(({ asked, told }) => {
    const of = byKey(asked);
    if (!asked.some((change) => isSame(change, now.get(keyOf(change))))) return [];
    return told.flatMap((one) => {
      const before = of.get(keyOf(one));
      if (!before) return one;
      const current = now.get(keyOf(one));
      return current && isSame(before, current) ? asFoundNow(one, current) : [];
    });
  });
}

/** A hook has no say in these. */
function asFoundNow({ changes: _changes, ...told }: ToldChange, { initial, changes }: Change): ToldChange {
  return { ...told, initial, ...(changes && { changes }) };
}
