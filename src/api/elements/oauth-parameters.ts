import { z } from 'zod';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { Warning } from '../../model/poll-definition.ts';

/** What the contract sends to `oauth/url` and `oauth/token`. */
export const oauthParameters = z.object({
  apiKey: z.string().describe('Client id of your app at the provider.'),
  apiSecret: z.string().optional().describe('Its client secret; no page ever shows it.'),
  callbackUrl: z
    .string()
    .refine((url) => URL.canParse(url), 'a whole URL, such as https://app.example.com/back')
    .describe('Where the provider sends the user back to, with the code.'),
  scope: z.string().optional(),
  state: z
    .string()
    .min(1)
    .optional()
    .describe('Comes back with the code; another for each user. Default: a random one.'),
  siteAddress: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Fills the placeholders in the connector's URLs, where every account has an address of its own: a whole address where the URL begins with one.",
    ),
  requestToken: z.string().min(1).optional().describe('OAuth 1: the token that `oauth/token` has answered.'),
  callbackProxy: z.string().optional().describe('Not used.'),
  authorizationUrl: z.string().optional().describe("An addition: in place of the connector's authorization URL."),
});

export type OauthParameters = z.output<typeof oauthParameters>;

/** What of a connector is filled from the configuration. */
interface Filled {
  /** A page or endpoint of the provider. Undefined: another one is used. */
  url: string | undefined;
  /** Other texts that are sent to it. */
  parameters?: readonly string[];
}

/**
 * They as the configuration of an instance, so that `filled` can be filled from it. Throws `request.malformed` where that takes
 * a `siteAddress` that was not sent, or another form of it.
 */
export function oauthConfiguration(
  connector: Connector,
  parameters: OauthParameters,
  filled: Filled,
): Record<string, string> {
  const { apiKey, apiSecret, callbackUrl, authorizationUrl } = parameters;
  return {
    ...siteOf(connector, parameters, filled),
    'oauth.api.key': apiKey,
    'oauth.callback.url': callbackUrl,
    ...(apiSecret !== undefined && { 'oauth.api.secret': apiSecret }),
    ...(authorizationUrl !== undefined && { 'oauth.authorization.url': authorizationUrl }),
  };
}

/** A value for each placeholder that belongs to the account, not to the client. */
function siteOf(
  connector: Connector,
  { siteAddress }: OauthParameters,
  { url = '', parameters = [] }: Filled,
): Record<string, string> {
  const isWhole = url.startsWith('{');
  const allowed = isWhole ? 'a whole address, such as https://acme.example.com' : 'a text, such as acme';
  if (isWhole && siteAddress !== undefined && !/^https?:$/.test(URL.parse(siteAddress)?.protocol ?? ''))
    throw siteFault(`found ${JSON.stringify(siteAddress)}; allowed: ${allowed}, for it begins ${url}`);
  const names = [url, ...parameters].flatMap(placeholders).filter((name) => !name.startsWith('oauth.'));
  return Object.fromEntries(
    names.map((name) => {
      const value = siteAddress ?? defaultOf(connector, name);
      if (value === undefined) throw siteFault(`missing; allowed: ${allowed}, which stands for {${name}} in ${url}`);
      return [name, value];
    }),
  );
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

const siteFault = (message: string): Fault =>
  new Fault('request.malformed', `siteAddress: ${message}.`, { issues: [{ path: 'siteAddress', message }] });

/** The value that an instance has which says nothing else. */
function defaultOf({ baseUrl, configuration }: Connector, key: string): string | undefined {
  const declared = configuration.find((entry) => entry.key === key)?.defaultValue;
  return declared || (key === 'base.url' ? baseUrl : '') || undefined;
}

export const oauthWarnings = ({ callbackProxy }: OauthParameters): Warning[] =>
  callbackProxy === undefined
    ? []
    : [{ path: 'callbackProxy', message: 'not used: the provider sends the user to callbackUrl itself' }];

/** Throws `request.malformed`: the connector has no such page or token. */
export function notOauth({ name, authentication }: Connector, wanted: string): Fault {
  const { type } = authentication;
  const how = type === 'oauth2' ? `OAuth 2 with the grant ${authentication.grant}` : type;
  return new Fault('request.malformed', `${name} has no ${wanted}: its authentication is ${how}.`);
}
