import { describeValue } from './describe-value.ts';
import { refuse, type Findings } from './findings.ts';

/**
 * Values as users send them: booleans and numbers also as text. Undefined when there is none, or when it was refused.
 */

/** Forms send an empty text, exports send `null` or "null", for a value that is not set. */
export const isUnset = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && ['', 'null'].includes(value.trim()));

export function readText(findings: Findings, path: string, value: unknown): string | undefined {
  if (isUnset(value)) return undefined;
  if (typeof value === 'string') return value.trim();
  return refuse(findings, path, `found ${describeValue(value)}; allowed: a text`);
}

export function readBoolean(findings: Findings, path: string, value: unknown): boolean | undefined {
  if (isUnset(value)) return undefined;
  const text = String(value).trim().toLowerCase();
  if (typeof value !== 'object' && (text === 'true' || text === 'false')) return text === 'true';
  return refuse(findings, path, `found ${describeValue(value)}; allowed: true or false`);
}

export interface NumberRange {
  least: number;
  most: number;
  whole: boolean;
  /** What the number counts, e.g. `seconds`. */
  unit: string;
}

export function readNumber(findings: Findings, path: string, value: unknown, range: NumberRange): number | undefined {
  if (isUnset(value)) return undefined;
  const number = toNumber(value);
  const fits = number >= range.least && number <= range.most && (!range.whole || Number.isInteger(number));
  if (fits) return number;
  const kind = range.whole ? 'a whole number' : 'a number';
  const allowed = `${kind} of ${range.unit} from ${range.least} to ${range.most}`;
  return refuse(findings, path, `found ${describeValue(value)}; allowed: ${allowed}`);
}

const toNumber = (value: unknown): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : Number.NaN;
};

export function readChoice<T extends string>(
  findings: Findings,
  path: string,
  value: unknown,
  choices: readonly T[],
): T | undefined {
  if (isUnset(value)) return undefined;
  const text = String(value).trim().toLowerCase();
  const choice = choices.find((candidate) => candidate === text);
  return choice ?? refuse(findings, path, `found ${describeValue(value)}; allowed: ${choices.join(', ')}`);
}
