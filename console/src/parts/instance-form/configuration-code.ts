import type { SetupEntry } from '../../api/catalogue-queries.ts';
import type { Configuration } from './draft.ts';
import { isRecord } from './resource-definitions.ts';

/** What stands for a secret in the code: nobody behind you reads it, and left as it is it means the value entered before. */
export const mask = '********';

/** The configuration as JSON, secrets masked. */
export const printCode = (configuration: Configuration, entries: readonly SetupEntry[]): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(configuration).map(([key, value]) => [key, isSecret(entries, key) && value !== '' ? mask : value]),
    ),
    null,
    2,
  );

/** The configuration that a code says; masks stand for what was entered before. Undefined: it is no JSON object. */
export function readCode(
  text: string,
  before: Configuration,
  entries: readonly SetupEntry[],
): Configuration | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(read)) return undefined;
  const kept = (key: string, value: unknown) => value === mask && isSecret(entries, key) && before[key] !== undefined;
  return Object.fromEntries(Object.entries(read).map(([key, value]) => [key, kept(key, value) ? before[key] : value]));
}

const isSecret = (entries: readonly SetupEntry[], key: string): boolean =>
  entries.some((entry) => entry.key === key && entry.secret);
