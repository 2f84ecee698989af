import { authorize } from '../credentials/authorize.ts';
import { capturedAtConnect, capturedFromRedirect } from '../credentials/captured-values.ts';
import { createTokenCache } from '../credentials/token-cache.ts';
import type { Tokens } from '../credentials/tokens.ts';
import { newSecret } from '../lib/secret-hash.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Connector } from '../model/connector.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { checkAddresses } from './check-addresses.ts';
import { codeVerifierOf } from './code-verifier.ts';
import type { Provisioning } from './provisioning.ts';
import { credentialsChanged } from './credentials-changed.ts';
import { heldTokens } from './held-tokens.ts';
import type { InstanceRequest } from './instance-request.ts';
import { obtainTokens, requireTokens } from './obtain-tokens.ts';
import type { InstancePlan } from './plan-instance.ts';
import { runConnect } from './run-lifecycle.ts';

export interface AccountToConnect {
  organizationId: number;
  /** As it is; undefined: it is about to be made. */
  instance: StoredInstance | undefined;
  connector: Connector;
  plan: InstancePlan;
  request: InstanceRequest;
  bringsTokens: boolean;
  /** Whether tokens that need no user are to be asked for. */
  needsGrant: boolean;
}

export interface ConnectedAccount {
  /** Undefined: the request has none, or the connector keeps none. */
  tokens: Tokens | undefined;
  /** What the provider told of the account: configuration entry → value. */
  captured: Record<string, string>;
  /** The keys of those that hooks gave. */
  hookKeys: string[];
}

/**
 * Asks the provider for all that an instance needs of it: tokens first, then what its lifecycle finds out. A new instance
 * must be given tokens where its connector has any; one that is given neither tokens nor other credentials stays as it is.
 */
export async function connectAccount(deps: Provisioning, account: AccountToConnect): Promise<ConnectedAccount> {
  const { connector, plan, request, bringsTokens, needsGrant, instance } = account;
  const providerData = await withCodeVerifier(deps, account);
  const redirected = bringsTokens ? {} : fromRedirect(account, providerData);
  const configured = { ...plan.values, ...redirected };
  const callback = request.callbackUrl === undefined ? {} : { 'oauth.callback.url': request.callbackUrl };
  const tokens = await obtainTokens(deps, {
    connector,
    values: { ...configured, ...callback },
    bringsTokens,
    brought: plan.broughtTokens,
    providerData,
    needsGrant,
  });
  if (!instance) requireTokens(connector, tokens, bringsTokens);
  else if (!tokens && !credentialsChanged(connector, instance.configuration, plan.values))
    return { tokens, captured: {}, hookKeys: [] };
  const told = tokens ? capturedAtConnect(connector.authentication, { tokens, configured }) : {};
  const found = await askProvider(deps, account, { tokens, values: { ...configured, ...told } });
  const captured = { ...redirected, ...told, ...found.captured };
  await checkAddresses(deps, { connector, values: { ...plan.values, ...captured }, callbackUrl: undefined });
  return { tokens: found.tokens, captured, hookKeys: found.hookKeys };
}

/** Before the code is spent: the redirect may tell where, and what is wrong with it can be told without loss. */
const fromRedirect = ({ connector, plan }: AccountToConnect, providerData: JsonRecord = {}): Record<string, string> =>
  providerData['code'] ? capturedFromRedirect(connector.authentication, { providerData, configured: plan.values }) : {};

/** Sent back with the code, where the consent page was made by `oauth/url` and had a challenge. */
async function withCodeVerifier(
  deps: Provisioning,
  { organizationId, connector, plan, request }: AccountToConnect,
): Promise<JsonRecord | undefined> {
  const providerData = request.providerData ?? plan.misplacedProviderData;
  const codeVerifier = await codeVerifierOf(deps, { organizationId, connector, providerData });
  return codeVerifier === undefined ? providerData : { ...providerData, code_verifier: codeVerifier };
}

/** The tokens are not stored yet, and may be renewed on the way: what is held in the end counts. */
async function askProvider(
  { egress, clock, random, runHook, onHookLog }: Provisioning,
  { organizationId, connector, instance }: AccountToConnect,
  { tokens, values }: { tokens: Tokens | undefined; values: Record<string, string> },
): Promise<ConnectedAccount> {
  const store = heldTokens(tokens);
  const credentials = { store, egress, clock, cache: createTokenCache({ clock }) };
  const { values: captured, hookKeys } = await runConnect(
    {
      egress,
      clock,
      random,
      runHook,
      onHookLog,
      authorize: (owner, options) => authorize(credentials, owner, options),
    },
    {
      organizationId,
      instanceId: instance?.id ?? 0,
      connector,
      configuration: values,
      ...(!instance && { budgetOwner: `new ${newSecret(8, 'hex')}` }),
    },
  );
  return { tokens: store.held(), captured, hookKeys };
}
