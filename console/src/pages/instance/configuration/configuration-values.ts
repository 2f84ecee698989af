import type { SetupEntry } from '../../../api/catalogue-queries.ts';
import { keys, type Configuration } from '../../../parts/instance-form/draft.ts';
import type { Instance } from '../instance-queries.ts';

export type Shown = Instance['configuration'];

/** How the server shows a secret; sent back, it means: unchanged. */
export const mask = '********';

/** The values as a form has them: without those that are not set, and without secrets, which nobody is shown. */
export const formValues = (shown: Shown): Configuration =>
  Object.fromEntries(
    Object.entries(shown).flatMap(([key, value]) =>
      value === null || value === mask ? [] : [[key, key === keys.resources ? unfolded(value) : value] as const],
    ),
  );

/** The values as JSON to be edited: what is JSON itself stands as such, and secrets are masked. */
export const printValues = (shown: Shown): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(shown).flatMap(([key, value]) => (value === null ? [] : [[key, unfolded(value)] as const])),
    ),
    null,
    2,
  );

function unfolded(value: string): unknown {
  if (!/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** The object that a text says; undefined: it is none. */
export function readValues(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What differs between two states of the form, as the server is asked for it: null takes a value away. A secret that is not entered stays. */
export function changedValues(
  before: Configuration,
  after: Configuration,
  entries: readonly SetupEntry[],
): Record<string, unknown> {
  const isSecret = (key: string) => entries.some((entry) => entry.key === key && entry.secret);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.flatMap((key) => {
      if (asText(before[key]) === asText(after[key])) return [];
      const value = after[key];
      if (value !== undefined && value !== '') return [[key, value] as const];
      return isSecret(key) ? [] : [[key, null] as const];
    }),
  );
}

const asText = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** Secrets that are set: an empty field keeps them. */
export const keptSecrets = (shown: Shown): ReadonlySet<string> =>
  new Set(Object.keys(shown).filter((key) => shown[key] === mask));

/** Entries as they are asked for where some secrets are kept. */
export const withKeptSecrets = (entries: readonly SetupEntry[], kept: ReadonlySet<string>): SetupEntry[] =>
  entries.map((entry) => (kept.has(entry.key) ? { ...entry, required: false } : entry));
