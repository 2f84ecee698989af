import type { ConfigurationEntry } from '../connector.ts';
import { nearestKey } from '../findings/nearest-key.ts';
import { commonConfigurationEntries } from './standard-configuration-entries.ts';

/** What a secret value looks like in every answer. Sent back, it means: unchanged. */
export const maskedValue = '********';

/**
 * Whether the value of a configuration entry is masked in answers and logs: entries of type PASSWORD, tokens, client
 * secrets, signature keys, and keys that nobody describes but that say so or look like a mistyped secret one.
 */
export function isSecretKey(key: string, entries: readonly ConfigurationEntry[]): boolean {
  const own = entries.find((entry) => entry.key === key);
  const common = commonByKey.get(key);
  if (own?.type === 'PASSWORD' || common?.secret === true) return true;
  if (own !== undefined || common !== undefined) return false;
  const meant = nearestKey(key, [...commonByKey.keys(), ...entries.map((entry) => entry.key)]);
  return (telltale.test(key) && !address.test(key)) || (meant !== undefined && isSecretKey(meant, entries));
}

const telltale = /password|passwd|secret|token|(api|private|signature)[._-]?key/i;
/** Such as `token.url`: where a token is got, not the token. */
const address = /[._-]ur[il]$/i;

const commonByKey = new Map(commonConfigurationEntries.map((entry) => [entry.key, entry]));
