import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { Clock } from '../lib/clock.ts';
import { newSecret } from '../lib/secret-hash.ts';
import type { AuthenticationOf } from '../model/connector.ts';
import type { Issue } from '../model/fault.ts';
import { fillFromConfiguration, throwIfIncomplete, type Configuration } from './fill-configuration.ts';

export interface SignedRequest {
  method: string;
  /** With its query. */
  url: string;
  /** The parameters of a form in the body; they are signed too. */
  form?: URLSearchParams | undefined;
}

export interface SigningToken {
  key: string;
  secret: string;
}

/**
 * The Authorization header of one request by OAuth 1: of one time and one nonce, so never to be used twice. `extra` are
 * more protocol parameters, such as `oauth_callback`. Throws `configuration.invalid` without a client.
 */
export function signOAuth1(
  { clock }: { clock: Clock },
  { signatureMethod, realm }: AuthenticationOf<'oauth1'>,
  configuration: Configuration,
  { request, token, extra = {} }: { request: SignedRequest; token?: SigningToken; extra?: Record<string, string> },
): string {
  const issues: Issue[] = [];
  const consumer = {
    key: fillFromConfiguration('{oauth.api.key}', configuration, issues),
    secret: fillFromConfiguration('{oauth.api.secret}', configuration, issues),
  };
  const filledRealm = realm === undefined ? {} : { realm: fillFromConfiguration(realm, configuration, issues) };
  throwIfIncomplete(issues);
  const oauth = new OAuth({
    consumer,
    signature_method: signatureMethod,
    hash_function: hashes[signatureMethod],
    ...filledRealm,
  });
  oauth.getNonce = () => newSecret(16, 'hex');
  oauth.getTimeStamp = () => Math.floor(clock.now() / 1000);
  const { origin, pathname, searchParams } = new URL(request.url);
  const data = parametersOf([...searchParams, ...(request.form ?? [])], extra);
  const signed = oauth.authorize({ method: request.method, url: origin + pathname, data }, token);
  return oauth.toHeader({ ...signed, ...extra }).Authorization;
}

const hmac = (algorithm: string) => (text: string, key: string) =>
  createHmac(algorithm, key).update(text, 'utf8').digest('base64');

const hashes = {
  'HMAC-SHA1': hmac('sha1'),
  'HMAC-SHA256': hmac('sha256'),
  PLAINTEXT: (_text: string, key: string) => key,
};

/** A name that occurs several times has all its values. */
function parametersOf(pairs: [string, string][], extra: Record<string, string>): Record<string, string | string[]> {
  const byName = Object.groupBy(pairs, ([name]) => name);
  const values = Object.entries(byName).map(([name, found = []]): [string, string | string[]] => {
    const [first = '', ...others] = found.map(([, value]) => value);
    return [name, others.length === 0 ? first : [first, ...others]];
  });
  return { ...Object.fromEntries(values), ...extra };
}
