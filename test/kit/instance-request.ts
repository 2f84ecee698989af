import type { KeyProvider, OauthProvider } from '../../simulator/provider.ts';

interface InstanceRequest {
  name: string;
  element: { key: string };
  externalAuthentication?: string;
  configuration: Record<string, unknown>;
}

/** What `POST /instances` is sent for an account at a pretend provider, with its events to `url`. */
export function instanceRequest(
  provider: OauthProvider | KeyProvider,
  url: string,
  configuration: Record<string, unknown>,
): InstanceRequest {
  return {
    name: provider.name,
    element: { key: provider.name === 'infusionsoft' ? 'infusionsoftrest' : provider.name },
    ...('apiKey' in provider ? {} : { externalAuthentication: 'initial' }),
    configuration: {
      'base.url': provider.baseUrl,
      ...('apiKey' in provider ? { 'api.key': provider.apiKey } : oauthValues(provider)),
      'event.notification.enabled': true,
      'event.vendor.type': 'polling',
      'event.notification.callback.url': url,
      'event.notification.signature.key': 'signature-key',
      ...configuration,
    },
  };
}

function oauthValues(provider: OauthProvider): Record<string, string> {
  const { access_token, refresh_token } = provider.issueTokens();
  return {
    'oauth.api.key': provider.clientId,
    'oauth.api.secret': provider.clientSecret,
    'oauth.callback.url': 'https://app.example.com/callback',
    'oauth.token.url': provider.tokenUrl,
    'oauth.token.refresh_url': provider.tokenUrl,
    'oauth.user.token': access_token,
    'oauth.user.refresh_token': refresh_token ?? '',
  };
}
