import type { JsonRecord } from '../../src/lib/json.ts';
import type { OauthProvider, Provider } from '../../simulator/provider.ts';
import type { Simulator } from '../../simulator/start-simulator.ts';
import {
  activecampaignBody,
  actonBody,
  infusionsoftBody,
  salesloftBody,
  withConfiguration,
  type DocumentBody,
} from '../../test/kit/document-bodies.ts';

/** One pretend SaaS of the demo and the instance that is made for it. */
export interface Source {
  /** Connector key. */
  key: string;
  title: string;
  provider: Provider;
  /** The collections whose records are changed. */
  resources: string[];
  /** The body of its documentation page; only secrets, addresses and the interval differ. */
  instanceBody: () => Promise<JsonRecord>;
}

export interface Addresses {
  callbackUrl: string;
  signatureKey: string;
  intervalMinutes: number;
}

const redirectUri = 'https://app.example.com/oauth';

export function demoSources(simulator: Simulator, addresses: Addresses): Source[] {
  const { acton, salesloft, infusionsoft, activecampaign } = simulator;
  const oauth = (title: string, provider: OauthProvider, resources: string[], document: DocumentBody): Source => ({
    key: document.element.key,
    title,
    provider,
    resources,
    instanceBody: () => oauthBody(title, provider, document, addresses),
  });
  return [
    oauth('Act-On', acton, ['l-0001', 'l-0002'], actonBody),
    oauth('Salesloft', salesloft, ['people'], salesloftBody),
    oauth('Infusionsoft', infusionsoft, ['appointments'], infusionsoftBody),
    {
      key: activecampaignBody.element.key,
      title: 'ActiveCampaign',
      provider: activecampaign,
      resources: ['deals'],
      instanceBody: () =>
        Promise.resolve(
          named('ActiveCampaign', activecampaignBody, {
            ...eventValues(addresses),
            'base.url': activecampaign.baseUrl,
            'api.key': activecampaign.apiKey,
          }),
        ),
    },
  ];
}

/** The user allows access in a browser; its redirect brings the code that the server exchanges for tokens. */
async function oauthBody(
  title: string,
  provider: OauthProvider,
  document: DocumentBody,
  addresses: Addresses,
): Promise<JsonRecord> {
  const { code } = await provider.authorizationCode({ redirectUri, state: document.element.key });
  const body = named(title, document, {
    ...eventValues(addresses),
    'base.url': provider.baseUrl,
    'oauth.authorization.url': provider.authorizationUrl,
    'oauth.token.url': provider.tokenUrl,
    'oauth.token.refresh_url': provider.tokenUrl,
    'oauth.api.key': provider.clientId,
    'oauth.api.secret': provider.clientSecret,
    'oauth.callback.url': redirectUri,
  });
  return { ...body, providerData: { code } };
}

const named = (title: string, document: DocumentBody, configuration: JsonRecord): DocumentBody => ({
  ...withConfiguration(document, configuration),
  name: `${title} demo`,
  tags: ['demo'],
});

const eventValues = ({ callbackUrl, signatureKey, intervalMinutes }: Addresses): JsonRecord => ({
  'event.notification.enabled': true,
  'event.notification.callback.url': callbackUrl,
  'event.notification.signature.key': signatureKey,
  'event.poller.refresh_interval': String(intervalMinutes),
});
