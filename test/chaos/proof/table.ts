import type { Tally } from './tally.ts';

/** Rows of text; the first is the heading. */
export function tableOf(tallies: readonly Tally[]): string[][] {
  const number = (value: number) => value.toLocaleString('en-US');
  const share = ({ missed, changes }: Tally) =>
    missed === 0 ? '0' : `${number(missed)} (${((100 * missed) / changes).toFixed(1)} %)`;
  return [
    ['rule', 'changes', 'missed', 'duplicated', 'requests made'],
    ...tallies.map((tally) => [
      tally.rule,
      number(tally.changes),
      share(tally),
      number(tally.duplicated),
      number(tally.requests),
    ]),
  ];
}

/** A table whose columns of numbers stand to the right. */
export function asMarkdown([heading = [], ...rows]: readonly (readonly string[])[]): string {
  const columns = heading.map((name, index) => {
    const cells = [name, ...rows.map((row) => row[index] ?? '')];
    const width = Math.max(...cells.map(({ length }) => length));
    const isNumber = cells.slice(1).every((cell) => /^[\d,]+( \([\d.]+ %\))?$/.test(cell));
    const pad = (cell: string) => (isNumber ? cell.padStart(width) : cell.padEnd(width));
    return [pad(name), isNumber ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width), ...cells.slice(1).map(pad)];
  });
  return Array.from(
    { length: rows.length + 2 },
    (_, row) => `| ${columns.map((cells) => cells[row]).join(' | ')} |`,
  ).join('\n');
}
