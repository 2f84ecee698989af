const numbers = new Intl.NumberFormat(undefined);
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** 1234567 → 1,234,567 in the reader's language. */
export const printNumber = (value: number): string => numbers.format(value);

/** An ISO instant in the reader's language and zone. */
export const printInstant = (iso: string): string => dateTime.format(new Date(iso));

const units: readonly [seconds: number, unit: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** 5400 → 1 h 30 min; at most two units, the least is a second. */
export function printDuration(seconds: number): string {
  let left = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(left / size);
    if (count > 0) parts.push(`${printNumber(count)} ${unit}`);
    else if (parts.length > 0) break;
    left -= count * size;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** How long ago or until, from a minute on without seconds: "in 3 min", "2 h 5 min ago", "now". */
export function printRelative(iso: string, nowMs: number): string {
  const seconds = (Date.parse(iso) - nowMs) / 1000;
  if (Math.abs(seconds) < 1) return 'now';
  const whole = Math.abs(seconds);
  const told = printDuration(whole < 60 ? whole : Math.floor(whole / 60) * 60);
  return seconds > 0 ? `in ${told}` : `${told} ago`;
}

/** 1536 → 1.5 kB. */
export function printBytes(bytes: number): string {
  if (bytes < 1000) return `${printNumber(bytes)} B`;
  const [size, unit] = bytes < 1_000_000 ? [1000, 'kB'] : [1_000_000, 'MB'];
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(bytes / size)} ${unit}`;
}

/** "1 event", "3 events"; a plural that is not made with an s is given. */
export const printCount = (count: number, one: string, many = `${one}s`): string =>
  `${printNumber(count)} ${count === 1 ? one : many}`;
