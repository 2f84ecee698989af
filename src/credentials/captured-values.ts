import { readPath } from '../lib/field-path.ts';
import type { JsonRecord, JsonValue } from '../lib/json.ts';
import { withoutEndSlashes } from '../lib/without-end-slashes.ts';
import type { Authentication } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { describeValue } from '../model/findings/describe-value.ts';
import { redirectCaptures } from '../model/redirect-captures.ts';
import { incomplete, type Configuration } from './fill-configuration.ts';
import type { Tokens } from './tokens.ts';

/** Configuration entries that the token answer tells; those that it does not have are absent. */
export function capturedFromTokens(authentication: Authentication, { raw }: Tokens): Record<string, string> {
  if (authentication.type !== 'oauth2') return {};
  return Object.fromEntries(
    Object.entries(authentication.capture.token).flatMap(([key, path]) => {
      const value = asText(readPath(raw, path));
      return value === undefined ? [] : [[key, clean(key, value)] as const];
    }),
  );
}

/**
 * Configuration entries that the redirect of a consent tells. Throws `configuration.invalid` for a parameter that is
 * missing, unless its entry is configured, or that has a value which the connector does not allow: whoever consents can
 * write what he likes there.
 */
export function capturedFromRedirect(
  authentication: Authentication,
  { providerData, configured }: { providerData: JsonRecord; configured: Configuration },
): Record<string, string> {
  if (authentication.type !== 'oauth2') return {};
  const issues: Issue[] = [];
  const captured: Record<string, string> = {};
  for (const { key, parameter, allowed } of redirectCaptures(authentication)) {
    const path = `providerData.${parameter}`;
    const told = asText(providerData[parameter]);
    const value = told === undefined ? undefined : clean(key, told);
    if (value === undefined) {
      if (!configured[key]) issues.push({ path, message: `is required: configuration.${key} is taken from it` });
    } else if (allowed && !allowed.includes(value)) {
      issues.push({ path, message: `is ${describeValue(value)}; allowed: ${allowed.join(', ')}` });
    } else captured[key] = value;
  }
  if (issues.length === 0) return captured;
  const list = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Fault('configuration.invalid', `The redirect does not say what is needed: ${list}.`, { issues });
}

/**
 * Configuration entries that the first authorization tells beside the redirect. Throws `provider.malformed` for a part of
 * the token answer that is missing and not configured either, and `configuration.invalid` for any entry that is not
 * configured where a caller brings the tokens: they come without an answer, and without a redirect.
 */
export function capturedAtConnect(
  authentication: Authentication,
  { tokens, configured }: { tokens: Tokens; configured: Configuration },
): Record<string, string> {
  if (authentication.type !== 'oauth2') return {};
  const { redirect, token } = authentication.capture;
  if (Object.keys(tokens.raw).length === 0)
    return requireConfigured(Object.keys({ ...redirect, ...token }), configured);
  const told = capturedFromTokens(authentication, tokens);
  const missing = Object.entries(token).find(([key]) => told[key] === undefined && !configured[key]);
  if (missing) {
    const [key, path] = missing;
    throw new Fault(
      'provider.malformed',
      `The token answer has nothing at ${JSON.stringify(path)} for the entry ${key}.`,
    );
  }
  return told;
}

function requireConfigured(keys: readonly string[], configured: Configuration): Record<string, string> {
  const issues = keys
    .filter((key) => !configured[key])
    .map((key) => ({ path: `configuration.${key}`, message: 'is required: it cannot be taken from tokens you bring' }));
  if (issues.length > 0) throw incomplete(issues);
  return {};
}

/** Addresses are written without a slash at their end. */
const clean = (key: string, value: string): string => (key === 'base.url' ? withoutEndSlashes(value) : value);

const asText = (value: JsonValue | undefined): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
