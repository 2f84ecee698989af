import type { VerificationKey } from '../../model/signature-scheme.ts';
import { refused, type Proof, type Verdict } from './verdict.ts';

/** Every good key as its bytes. An empty one is none, as anybody can sign with it, nor is one that is written otherwise. */
export const keyBytes = ({ entry, prefix, encoding }: VerificationKey, keys: Proof['keys']): Buffer[] =>
  keyTexts({ entry, prefix }, keys).flatMap((value) => bytesOf(value, encoding) ?? []);

/** The same as text, for secrets that are shown as they are. */
export const keyTexts = ({ entry, prefix }: Pick<VerificationKey, 'entry' | 'prefix'>, keys: Proof['keys']): string[] =>
  keys(entry)
    .map((value) => (value.startsWith(prefix) ? value.slice(prefix.length) : value))
    .filter((value) => value !== '');

/** What a request is told that cannot be verified, as nobody has set the key. */
export const noKey = (entry: string): Verdict =>
  refused(`there is no key to verify with: set configuration.${entry} of the instance`);

/** The same, of keys as bytes: there may be one that is not written as the connector says. */
export function noKeyBytes(key: VerificationKey, keys: Proof['keys']): Verdict {
  if (keyTexts(key, keys).length === 0) return noKey(key.entry);
  return refused(`the key ${key.entry} cannot be used: it is not written in ${namesOf[key.encoding]}`);
}

const namesOf = { text: 'plain text', hex: 'hexadecimal digits, two for each byte', base64: 'base64' } as const;

/** Undefined where the text is not of the encoding: what is left of it when it is cut may be short enough to be guessed. */
function bytesOf(value: string, encoding: VerificationKey['encoding']): Buffer | undefined {
  if (encoding === 'text') return Buffer.from(value);
  const written = value.trim();
  return forms[encoding].test(written) ? Buffer.from(written, encoding) : undefined;
}

/** Base64 with or without padding, and in either alphabet. */
const forms = {
  hex: /^(?:[0-9a-f]{2})+$/i,
  base64: /^(?:[\w+/-]{4})*(?:[\w+/-]{4}|[\w+/-]{3}=?|[\w+/-]{2}(?:==)?)$/,
} as const;
