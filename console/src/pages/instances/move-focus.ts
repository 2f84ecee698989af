/** Which of so many rows the focus goes to; undefined: it stays where it is. `from` -1: it is on none of them. */
export function rowToFocus(key: string, from: number, rows: number): number | undefined {
  if (rows === 0) return undefined;
  if (key === 'ArrowDown') return Math.min(from + 1, rows - 1);
  if (key === 'ArrowUp') return from > 0 ? from - 1 : undefined;
  if (key === 'Home' && from >= 0) return 0;
  if (key === 'End' && from >= 0) return rows - 1;
  return undefined;
}
