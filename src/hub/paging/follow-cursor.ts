import { readPath } from '../../lib/field-path.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { AnswerCondition } from '../../model/connector-template.ts';
import { Fault } from '../../model/fault.ts';
import { saysWhether } from '../answer-says.ts';
import type { Cursor, Trail } from '../page-position.ts';
import { capReached, endsBySize, fills, type PageRows } from './page-rows.ts';

interface CursorRules {
  end: 'noCursor' | 'shortPage' | 'emptyPage';
  sizeEcho?: string | undefined;
  more?: AnswerCondition | undefined;
  maxRows?: number | undefined;
  maxPages?: number | undefined;
}

/** Whether a scan goes on with the cursor of a page. */
export type Following<C extends Cursor> =
  { goesOn: true; cursor: C; trail: Trail } | { goesOn: false; capped: boolean };

/**
 * Decides by the flag for more pages, where there is one: it may be true after an empty page. Else a missing cursor ends
 * the scan, and the size of the page where the connector says so. Throws `provider.malformed` for cursors that go round in
 * circles, and for a promise of more without a cursor.
 */
export function followCursor<C extends Cursor>(
  rules: CursorRules,
  page: PageRows,
  cursor: C | undefined,
  before: Trail | undefined,
): Following<C> {
  const more = saysWhether(rules.more, page.answer);
  const ended = { goesOn: false, capped: fills(rules, (before?.rows ?? 0) + page.rows.length) } as const;
  if (more === false) return ended;
  if (cursor === undefined) {
    if (more === true) throw noCursor(page.place);
    return ended;
  }
  if (more === undefined && endsBySize(rules, page)) return ended;
  const trail = extendTrail(before, page, cursor);
  return capReached(rules, trail) ? { goesOn: false, capped: true } : { goesOn: true, cursor, trail };
}

/**
 * Notices a circle of any length with one remembered cursor: it is replaced after 1, 2, 4, 8 … pages, so that sooner or
 * later it lies on the circle and the circle is shorter than the way to the next replacement.
 */
export function extendTrail(before: Trail | undefined, { rows, place }: PageRows, cursor: Cursor): Trail {
  const text = String(cursor);
  if (before?.mark === text) {
    throw new Fault(
      'provider.malformed',
      `${place}: the cursor for the next page has no effect: it was given after an earlier page already`,
    );
  }
  const pages = (before?.pages ?? 0) + 1;
  const replaced = before === undefined || Number.isInteger(Math.log2(pages));
  return { pages, rows: (before?.rows ?? 0) + rows.length, mark: replaced ? text : before.mark };
}

export const noCursor = (place: string): Fault =>
  new Fault('provider.malformed', `${place}: the answer tells of more pages but holds no cursor for them`);

/** The cursor at a path; undefined when there is none: nothing, null, false, zero or an empty text. */
export function cursorAt(answer: JsonValue, path: string, place: string): Cursor | undefined {
  const found = readPath(answer, path);
  if (found === undefined || found === null || found === false || found === '' || found === 0) return undefined;
  if (typeof found === 'string' || typeof found === 'number') return found;
  throw new Fault(
    'provider.malformed',
    `${place}: expected a cursor at "${path}", found ${Array.isArray(found) ? 'an array' : `a value of type ${typeof found}`}`,
  );
}

/** Rows to ask for, so that the last page does not reach beyond what the vendor gives. */
export const rowsLeft = (pageSize: number, { maxRows = Infinity }: CursorRules, trail: Trail | undefined): number =>
  Math.max(1, Math.min(pageSize, maxRows - (trail?.rows ?? 0)));
