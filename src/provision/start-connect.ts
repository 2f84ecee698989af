import { authorizationUrl } from '../credentials/authorization-url.ts';
import { codeChallenge, newCodeVerifier } from '../credentials/pkce.ts';
import { requestTokenPage } from '../credentials/request-token.ts';
import { newSecret } from '../lib/secret-hash.ts';
import type { Connector } from '../model/connector.ts';
import type { Warning } from '../model/poll-definition.ts';
import { saveConnectFlow } from '../store/connect-flows.ts';
import type { Caller } from '../store/find-user.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { checkAddresses } from './check-addresses.ts';
import { connectStateHash, consentLifetimeMs, requireConsentPage, type PendingConnect } from './connect-consent.ts';
import type { Provisioning } from './provisioning.ts';
import { planInstance } from './plan-instance.ts';
import { requireUsable } from './require-usable.ts';

export interface ConnectRequest {
  caller: Caller;
  connector: Connector;
  /** The instance to connect again; undefined: one is made. */
  instance: StoredInstance | undefined;
  name: string | undefined;
  tags: string[] | undefined;
  configuration: Record<string, unknown> | undefined;
  returnUrl: string | undefined;
  /** Our own callback address, where the configuration names no other. */
  callbackUrl: string;
  /** The address by which the request called us. */
  calledAt?: string | undefined;
}

export interface StartedConnect {
  /** The page of the provider that the user is to open. */
  connectUrl: string;
  state: string;
  /** Epoch milliseconds. */
  expiresAt: number;
  warnings: Warning[];
}

/**
 * Begins to connect an account: checks all that can be checked now, so that no user is asked in vain, and keeps the
 * request until the user comes back from the provider.
 */
export async function startConnect(deps: Provisioning, request: ConnectRequest): Promise<StartedConnect> {
  const { db, sealer, clock } = deps;
  const { caller, connector, instance, name, tags, configuration, returnUrl } = request;
  requireConsentPage(connector);
  if (!instance) await requireUsable(db, { organizationId: caller.organizationId, connector });
  const plan = planInstance(deps, {
    connector,
    configuration: configuration ?? {},
    stored: instance?.configuration ?? {},
    bringsTokens: false,
    hookKeys: instance?.hookKeys ?? [],
    secretKeys: instance?.secretKeys ?? [],
  });
  await checkAddresses(deps, { ...plan, connector });
  const state = newSecret(32, 'hex');
  const callbackUrl = plan.values['oauth.callback.url'] || request.callbackUrl;
  const page = await consentPage(deps, { connector, values: plan.values, callbackUrl, state });
  const { calledAt } = request;
  const pending: PendingConnect = { name, tags, configuration, callbackUrl, calledAt, returnUrl, ...page.kept };
  const now = clock.now();
  const expiresAt = now + consentLifetimeMs;
  await saveConnectFlow(
    { db, sealer },
    {
      organizationId: caller.organizationId,
      accountId: caller.accountId,
      userId: caller.userId,
      connectorKey: connector.key,
      instanceId: instance?.id ?? null,
      stateHash: connectStateHash(state),
      pending,
      now,
      expiresAt,
    },
  );
  const warnings = [...plan.warnings, ...leadsElsewhere(callbackUrl, request.callbackUrl)];
  return { connectUrl: page.url, state, expiresAt, warnings };
}

/** A callback URL that is not ours: we may wait for the user in vain. */
function leadsElsewhere(callbackUrl: string, ours: string): Warning[] {
  if (callbackUrl === ours) return [];
  const message = `the provider sends the user to ${callbackUrl}. Nothing is connected unless that passes him on, with the same query, to ${ours}, which is used where this is not set`;
  return [{ path: 'configuration.oauth.callback.url', message }];
}

interface Consent {
  connector: Connector;
  values: Record<string, string>;
  callbackUrl: string;
  state: string;
}

interface ConsentPage {
  url: string;
  kept: Pick<PendingConnect, 'codeVerifier' | 'requestTokenSecret'>;
}

async function consentPage(
  deps: Provisioning,
  { connector: { authentication }, values, callbackUrl, state }: Consent,
): Promise<ConsentPage> {
  if (authentication.type === 'oauth1') {
    // OAuth 1 has no state of its own: it comes back in the callback's query.
    const back = new URL(callbackUrl);
    back.searchParams.set('state', state);
    const configuration = { ...values, 'oauth.callback.url': back.href };
    const { url, tokenSecret } = await requestTokenPage(deps, authentication, configuration);
    return { url, kept: { codeVerifier: undefined, requestTokenSecret: tokenSecret } };
  }
  if (authentication.type !== 'oauth2') throw new Error(`${authentication.type} has no consent page.`);
  const configuration = { ...values, 'oauth.callback.url': callbackUrl };
  const codeVerifier = authentication.pkce ? newCodeVerifier() : undefined;
  const url = authorizationUrl(authentication, configuration, {
    state,
    ...(codeVerifier !== undefined && { codeChallenge: codeChallenge(codeVerifier) }),
  });
  return { url, kept: { codeVerifier, requestTokenSecret: undefined } };
}
