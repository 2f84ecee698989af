import type { Authentication } from './connector-authentication.ts';
import type { Connector } from './connector.ts';

/** Entries that hold an address to which requests with secrets go. */
export const addressKeys: readonly string[] = [
  'base.url',
  'oauth.request.url',
  'oauth.token.url',
  'oauth.token.refresh_url',
];

/**
 * The beginnings of the addresses of a connector, up to the end of the host, of those that have a configuration entry in
 * them: `https://{shop}.example`, `{accounts.server}`.
 */
export const addressTemplates = (connector: Connector): string[] => [
  ...new Set(
    addresses(connector)
      .map((address) => /^(?:https?:\/\/)?[^/?#]*/.exec(address)?.[0] ?? '')
      .filter((origin) => origin.includes('{')),
  ),
];

/** The configuration entries by which it is decided to whom requests of a connector go. */
export const addressEntries = (connector: Connector): Set<string> =>
  new Set([...addressKeys, ...addressTemplates(connector).flatMap(entriesOf)]);

export const entriesOf = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

function addresses({ authentication, baseUrl, configuration, lifecycle, resources }: Connector): string[] {
  const { connect, validate, remove } = lifecycle;
  const steps = [...connect, ...(validate ? [validate] : []), ...remove];
  const own = configuration.find(({ key }) => key === 'base.url')?.defaultValue;
  return [
    baseUrl,
    own ?? '',
    ...authenticationUrls(authentication),
    ...steps.map(({ request }) => request.path),
    ...Object.values(resources).map(({ request }) => request.path),
  ];
}

/** Where secrets are sent to; the consent page is for browsers. */
function authenticationUrls(authentication: Authentication): string[] {
  switch (authentication.type) {
    case 'oauth2':
      return [authentication.tokenUrl, authentication.refreshUrl ?? ''];
    case 'oauth1':
      return [authentication.requestTokenUrl, authentication.accessTokenUrl];
    case 'jwt':
      return [authentication.exchange?.url ?? ''];
    case 'session':
      return [authentication.request.url];
    case 'apiKey':
    case 'bearer':
    case 'basic':
    case 'none':
      return [];
  }
}
