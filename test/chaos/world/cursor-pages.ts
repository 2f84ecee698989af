import type { Version } from './collection.ts';
import { comparison, matchingRows, type Parameters } from './list-answer.ts';
import type { Profile } from './profile.ts';

export interface CursorPage {
  rows: Version[];
  /** Undefined after the last page. */
  next: string | undefined;
}

/** Lists whose next page is asked for by what an answer held; undefined for a cursor that is not known any more. */
export interface CursorPages {
  answer(versions: readonly Version[], parameters: Parameters): CursorPage | undefined;
}

/** What a cursor stands for: rows that are left of a frozen list, or the last row and the query it was found by. */
type Place = { left: Version[] } | { after: Version; parameters: Parameters };

export function createCursorPages(profile: Profile): CursorPages {
  const places = new Map<string, Place>();
  const remember = (place: Place): string => {
    const cursor = `c${places.size + 1}`;
    places.set(cursor, place);
    return cursor;
  };
  return {
    answer(versions, parameters) {
      const cursor = parameters.get('cursor');
      const place = cursor === undefined ? undefined : places.get(cursor);
      if (cursor !== undefined && !place) return undefined;
      const query = place && 'parameters' in place ? place.parameters : parameters;
      const all = place && 'left' in place ? place.left : rowsAfter(profile, versions, { place, query });
      const { size } = matchingRows(profile, [], parameters);
      const [rows, left] = [all.slice(0, size), all.slice(size)];
      if (left.length === 0) return { rows, next: undefined };
      const next = profile.cursorOf === 'snapshot' ? { left } : { after: rows.at(-1) as Version, parameters: query };
      return { rows, next: remember(next) };
    },
  };
}

function rowsAfter(
  profile: Profile,
  versions: readonly Version[],
  { place, query }: { place: Place | undefined; query: Parameters },
): Version[] {
  const { rows } = matchingRows(profile, versions, query);
  if (!place || !('after' in place)) return rows;
  const compare = comparison(profile, query);
  return rows.filter((row) => row.recordId !== place.after.recordId && compare(row, place.after) > 0);
}
