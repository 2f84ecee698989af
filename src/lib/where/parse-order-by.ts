import { WhereSyntaxError } from './expression.ts';
import { printColumn } from './print-where.ts';
import { reservedWords } from './tokens.ts';

/** By which field records are sorted. */
export interface FieldOrder {
  field: string;
  direction: 'asc' | 'desc';
}

/**
 * Parses an order: fields with commas between them, each followed by `asc` or `desc` in any case (`asc` where nothing
 * follows); `!field` is another form of `field desc`, found in published configurations. Names as in where clauses. An
 * empty text is no order. Throws WhereSyntaxError with the place, what was found and what is allowed there.
 */
export function parseOrderBy(text: string): FieldOrder[] {
  const orders: FieldOrder[] = [];
  let at = endOf(blank, text, 0);
  if (at === text.length) return orders;
  for (;;) {
    const { order, end } = parseField(text, at);
    if (orders.some(({ field }) => field === order.field)) throw expected(text, at, 'a field that is not named yet');
    orders.push(order);
    if (end === text.length) return orders;
    if (text[end] !== ',') throw expected(text, end, afterField(text, at, end));
    at = endOf(blank, text, end + 1);
  }
}

/** `parseOrderBy` gives the same order back. */
export const printOrderBy = (orders: readonly FieldOrder[]): string =>
  orders.map(({ field, direction }) => `${printColumn(field)} ${direction}`).join(', ');

/** The field that begins at a place, and where the blanks after it end. */
function parseField(text: string, start: number): { order: FieldOrder; end: number } {
  const reversed = text[start] === '!';
  const nameAt = reversed ? endOf(blank, text, start + 1) : start;
  const nameEnd = endOf(name, text, nameAt);
  const written = text.slice(nameAt, nameEnd);
  if (written === '' || reservedWords.has(written.toLowerCase())) throw expected(text, nameAt, 'a field');
  const afterName = endOf(blank, text, nameEnd);
  const afterWord = reversed ? afterName : endOf(direction, text, afterName);
  const descending = reversed || /^desc$/i.test(text.slice(afterName, afterWord));
  const order: FieldOrder = { field: unquoted(written), direction: descending ? 'desc' : 'asc' };
  return { order, end: endOf(blank, text, afterWord) };
}

const blank = /[\s\u00a0]*/y;
const name = /`(?:[^`]|``)+`(?!`)|"(?:[^"]|"")+"(?!")|[A-Za-z_$@][\w$@.[\]-]*/y;
const direction = /(?:asc|desc)\b/iy;

const afterField = (text: string, start: number, end: number): string =>
  text[start] === '!' || /\s(?:asc|desc)\s*$/i.test(text.slice(start, end))
    ? 'a comma or the end'
    : 'asc, desc, a comma or the end';

/** Where what begins at a place ends; at the place itself where it does not begin there. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function unquoted(written: string): string {
  const quote = written.charAt(0);
  return '`"'.includes(quote) ? written.slice(1, -1).replaceAll(quote + quote, quote) : written;
}

const expected = (text: string, at: number, what: string): WhereSyntaxError =>
  new WhereSyntaxError(text, at + 1, what, 'orderBy');
