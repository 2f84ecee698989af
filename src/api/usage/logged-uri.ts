import { isSecretKey, maskedValue } from '../../model/instance-configuration/is-secret-key.ts';

const longestUri = 2_000;
const longestName = 64;
/** Names of secrets in queries that are none of configuration entries. */
const telltale = /^(?:code|key|sig|auth|jwt)$|signature|authorization|credential|session/i;

/** The URI of a request as it may be kept: bounded, and with the values of parameters masked whose names look secret. */
export function loggedUri(uri: string): string {
  const [path = '', query] = shorten(uri).split(/\?(.*)/s, 2);
  return query === undefined ? path : `${path}?${query.split('&').map(maskParameter).join('&')}`;
}

const shorten = (uri: string) => (uri.length <= longestUri ? uri : `${uri.slice(0, longestUri - 1)}…`);

function maskParameter(parameter: string): string {
  const end = parameter.indexOf('=');
  const name = end < 0 ? parameter : parameter.slice(0, end);
  return end >= 0 && looksSecret(decoded(name)) ? `${name}=${maskedValue}` : parameter;
}

const looksSecret = (name: string): boolean =>
  name.length > longestName || telltale.test(name) || isSecretKey(name, []);

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
