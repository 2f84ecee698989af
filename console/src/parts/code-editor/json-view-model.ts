/** A member of an object or an item of a list, as it is shown. */
export interface JsonEntry {
  /** The name, or the number of the item; undefined: the whole value. */
  name: string | undefined;
  value: unknown;
}

/** What an object or a list has; undefined: the value is neither. */
export function entriesOf(value: unknown): JsonEntry[] | undefined {
  if (Array.isArray(value)) return value.map((item, index) => ({ name: String(index), value: item as unknown }));
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([name, member]) => ({ name, value: member as unknown }));
}

/** What of an object or list is said while it is closed: `{…} 3 members`. */
export function summaryOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  const count = Object.keys(value as object).length;
  return count === 1 ? '1 member' : `${count} members`;
}

/** How deep a value is open at first: all of it where it is small, else its first floors. */
export function openDepth(value: unknown, mostLines = 60): number {
  for (let depth = 8; depth > 1; depth -= 1) if (linesAt(value, depth, mostLines) <= mostLines) return depth;
  return 1;
}

/** Lines that a value takes when it is open to a depth; counting ends soon after there are too many. */
function linesAt(value: unknown, depth: number, most: number): number {
  const entries = entriesOf(value);
  if (!entries || depth === 0) return 1;
  let lines = 1;
  for (const entry of entries) {
    lines += linesAt(entry.value, depth - 1, most);
    if (lines > most) return lines;
  }
  return lines;
}

/** A value that is no object or list, as JSON, and the kind of it. */
export const scalarOf = (value: unknown): { text: string; kind: 'text' | 'number' | 'word' } => ({
  text: JSON.stringify(value) ?? 'undefined',
  kind: typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'word',
});
