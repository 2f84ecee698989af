import type { ReceivedItem } from '../model/received-item.ts';
import type { RuledItems } from './rules/items-by-rules.ts';

/** Longer ones are no ids of records. */
const longestId = 500;

/**
 * The same without the items whose ids or parameters cannot name a record: they are refused, each with the reason, and the
 * others remain.
 */
export function usableItems<Ruled extends RuledItems>(ruled: Ruled): Ruled {
  const refused: string[] = [];
  const items = ruled.items.filter((item) => {
    const reason = whyUnusable(item);
    if (reason !== undefined) refused.push(reason);
    return reason === undefined;
  });
  return refused.length === 0 ? ruled : { ...ruled, items, refused: [...ruled.refused, ...refused] };
}

function whyUnusable(item: ReceivedItem): string | undefined {
  if (item.then === 'poll') return undefined;
  const named = [['id', item.recordId] as const, ...Object.entries(item.parameters)];
  const wrong = named.find(([, value]) => !isUsable(value));
  if (!wrong) return undefined;
  const [name, value] = wrong;
  const found = JSON.stringify(value.slice(0, 60));
  return `${item.resource}: ${name}: found ${found}, allowed: 1 to ${longestId} characters, which name a record`;
}

/** `.` and `..` would address another resource of the vendor; the others can stand in no address, and not be stored. */
const isUsable = (value: string): boolean =>
  value !== '' &&
  value.length <= longestId &&
  value !== '.' &&
  value !== '..' &&
  value.isWellFormed() &&
  !value.includes('\0');
