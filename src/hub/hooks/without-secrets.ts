import { authenticationEntries } from '../../model/instance-configuration/authentication-entries.ts';
import { isSecretKey, maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import type { ProviderAccount } from '../provider-account.ts';

/**
 * Takes the secrets of an account out of a text: as they are, in JSON, in a URL, and single lines of them. The text
 * must be whole: the beginning of a secret at a cut is not found.
 */
export function withoutSecrets({ connector, configuration, secrets = [] }: ProviderAccount): (text: string) => string {
  const entries = [...connector.configuration, ...authenticationEntries(connector.authentication)];
  const configured = Object.entries(configuration).filter(([key]) => isSecretKey(key, entries));
  const forms = [...new Set([...secrets, ...configured.map(([, value]) => value)].flatMap(formsOf))];
  // The longest first: one may be a part of another.
  const ordered = forms.toSorted((a, b) => b.length - a.length);
  return (text) => ordered.reduce((left, form) => left.replaceAll(form, maskedValue), text);
}

function formsOf(secret: string): string[] {
  const parts = [secret, ...secret.split(/\r?\n/)].filter(({ length }) => length >= shortestSecret);
  return parts.flatMap((part) => {
    const json = inJson(part);
    // A message may show a text of JSON that itself holds one.
    return [part, json, inJson(json), inJson(inJson(json)), ...inUrl(part)];
  });
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

function inUrl(text: string): string[] {
  const encoded = encodeURIComponent(text.toWellFormed());
  return [encoded, encoded.replaceAll('%20', '+')];
}

/** Shorter ones occur in ordinary words. */
const shortestSecret = 4;
