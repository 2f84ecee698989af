/**
 * Mends an odd number of single quotes, a common slip at the end of a pattern or a where clause: one quote too many
 * (`…XXX}''`, `ss'`) is taken off, one missing (`ss'Z`) is added. Undefined when the quotes are even.
 */
export function balanceQuotes(text: string, strayEnding: string): string | undefined {
  const quotes = text.split("'").length - 1;
  if (quotes % 2 === 0) return undefined;
  return text.endsWith(strayEnding) ? text.slice(0, -1) : `${text}'`;
}
