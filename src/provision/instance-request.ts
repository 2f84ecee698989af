import type { JsonRecord } from '../lib/json.ts';

/** `initial`: the caller brings the tokens in oauth.user.token and oauth.user.refresh_token. */
export const externalAuthentications = ['none', 'initial'] as const;
export type ExternalAuthentication = (typeof externalAuthentications)[number];

/** What a request says about an instance. Absent: not said. */
export interface InstanceRequest {
  name?: string | undefined;
  tags?: string[] | undefined;
  configuration?: Record<string, unknown> | undefined;
  /** The parameters of the provider's redirect, above all `code`. Used once, never stored. */
  providerData?: JsonRecord | undefined;
  externalAuthentication?: ExternalAuthentication | undefined;
  /** Where the provider has sent the user back to. Absent: to the entry oauth.callback.url. */
  callbackUrl?: string | undefined;
}
