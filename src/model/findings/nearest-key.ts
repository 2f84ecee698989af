/**
 * The known key that a user most likely meant by a mistyped one, or undefined when none is near: at most one slip per
 * four letters (a letter missing, added, changed, or two swapped), not counting upper and lower case.
 */
export function nearestKey(typed: string, known: Iterable<string>): string | undefined {
  const target = typed.toLowerCase();
  const allowed = Math.max(1, Math.floor(target.length / 4));
  let nearest: string | undefined;
  let nearestDistance = allowed + 1;
  for (const key of known) {
    if (Math.abs(key.length - target.length) >= nearestDistance) continue;
    const distance = editDistance(target, key.toLowerCase());
    if (distance < nearestDistance) [nearest, nearestDistance] = [key, distance];
  }
  return nearest;
}

/** ` Did you mean X?`, or nothing. */
export function suggestion(typed: string, known: Iterable<string>): string {
  const nearest = nearestKey(typed, known);
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}

/** Levenshtein distance in which swapping two neighbours counts as one slip. */
export function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const changed = left[row - 1] === right[column - 1] ? 0 : 1;
      const best = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + changed);
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(swapped && row > 1 && column > 1 ? Math.min(best, at(beforePrevious, column - 2) + 1) : best);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, right.length);
}

const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY;
