export const authenticationKinds = ['oauth2', 'basic', 'apiKey', 'none'] as const;
export type AuthenticationKind = (typeof authenticationKinds)[number];

export const authenticationLabels: Record<AuthenticationKind, string> = {
  oauth2: 'OAuth 2',
  basic: 'User name and password (Basic)',
  apiKey: 'API key in a header',
  none: 'None',
};

/** What is asked for to begin a connector. */
export interface NewConnector {
  name: string;
  /** Empty: made from the name. */
  key: string;
  hub: string;
  baseUrl: string;
  authentication: AuthenticationKind;
  authorizationUrl: string;
  tokenUrl: string;
  scope: string;
  /** Of an API key. */
  header: string;
}

export const emptyConnector: NewConnector = {
  name: '',
  key: '',
  hub: 'general',
  baseUrl: 'https://',
  authentication: 'oauth2',
  authorizationUrl: 'https://',
  tokenUrl: 'https://',
  scope: '',
  header: 'X-Api-Key',
};

type Faults = Partial<Record<keyof NewConnector, string>>;

/** What is wrong with the fields; an empty object: nothing. */
export function faultsOf(given: NewConnector): Faults {
  const { name, key, hub, baseUrl } = given;
  const faults: Faults = faultsOfAuthentication(given);
  if (name.trim() === '') faults.name = 'A name is needed.';
  else if (key === '' && keyOf(name) === '') faults.key = 'The name has no letter; a key is needed.';
  if (key !== '' && !/^[A-Za-z][\w-]{0,63}$/.test(key))
    faults.key = 'Letters, digits, - and _, beginning with a letter; at most 64.';
  if (!/^[\w-]+$/.test(hub)) faults.hub = 'One word, such as crm.';
  if (!isAddress(baseUrl)) faults.baseUrl = 'A URL, such as https://api.example.com/v1.';
  return faults;
}

function faultsOfAuthentication({ authentication, authorizationUrl, tokenUrl, header }: NewConnector): Faults {
  const faults: Faults = {};
  if (authentication === 'oauth2') {
    if (!isAddress(authorizationUrl)) faults.authorizationUrl = 'A URL: the page where users consent.';
    if (!isAddress(tokenUrl)) faults.tokenUrl = 'A URL: where tokens are given.';
  }
  if (authentication === 'apiKey' && !/^[\w!#$%&'*+.^`|~-]+$/.test(header))
    faults.header = 'The name of a header, such as X-Api-Key.';
  return faults;
}

const isAddress = (text: string): boolean =>
  /^https?:\/\/\S+$/.test(text) && URL.canParse(text.replaceAll(/[{}]/g, 'x'));

/** The letters and digits of a name, from the first letter on: what the server makes of it. */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 64);

/** The smallest element document that says this. */
export function connectorDocument(given: NewConnector): Record<string, unknown> {
  const { name, key, hub, baseUrl } = given;
  return {
    name: name.trim(),
    ...(key !== '' && { key }),
    hub,
    authentication: { type: given.authentication === 'apiKey' ? 'customApiKey' : given.authentication },
    configuration: [entry('base.url', 'Base URL', 'TEXTFIELD_1000', baseUrl.replace(/\/+$/, '')), ...entriesOf(given)],
    ...(given.authentication === 'apiKey' && {
      parameters: [
        { name: 'api.key', type: 'configuration', vendorName: given.header, vendorType: 'header', required: true },
      ],
    }),
    resources: [],
  };
}

function entriesOf({ authentication, authorizationUrl, tokenUrl, scope }: NewConnector): Record<string, unknown>[] {
  switch (authentication) {
    case 'oauth2':
      return [
        entry('oauth.authorization.url', 'Authorization URL', 'TEXTFIELD_1000', authorizationUrl),
        entry('oauth.token.url', 'Token URL', 'TEXTFIELD_1000', tokenUrl),
        entry('oauth.scope', 'Scope', 'TEXTFIELD_1000', scope.trim()),
      ];
    case 'apiKey':
      return [{ ...entry('api.key', 'API key', 'PASSWORD', ''), required: true }];
    case 'basic':
    case 'none':
      return [];
  }
}

const entry = (key: string, name: string, type: string, defaultValue: string) => ({
  key,
  name,
  type,
  ...(defaultValue !== '' && { defaultValue }),
});
