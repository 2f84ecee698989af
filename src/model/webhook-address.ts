import type { Sealer } from '../lib/sealer.ts';

/** The address by which a provider calls an instance, and the secrets in it. All of them can be made again at any time. */

type Signer = Pick<Sealer, 'sign'>;

/** Below the public address of the server. */
const eventsPath = '/elements/api-v2/events';

/** The parameter of the query in which the address shows its secret. */
export const webhookTokenParameter = 'token';

/** The id of an instance as it stands in an address. */
export const encodedInstanceId = (instanceId: number): string =>
  Buffer.from(String(instanceId)).toString('base64').replaceAll('=', '');

/** What the address of an instance shows to prove that we gave it away: 43 characters that need no escaping. */
export const webhookToken = (sealer: Signer, instanceId: number): string =>
  sealer.sign(String(instanceId), 'webhook address');

/** What providers that ask for a secret of ours are given: 64 hexadecimal digits, the same each time. */
export const webhookSecret = (sealer: Signer, instanceId: number): string =>
  Buffer.from(sealer.sign(String(instanceId), 'webhook secret'), 'base64url').toString('hex');

/** Under this name the secret is a key of the verification. */
export const webhookSecretKey = 'webhook.secret';

/** What stands for `{webhookSecret}`, and is verified with: the value that the owner has set under its name, else ours. */
export const usedWebhookSecret = (
  sealer: Signer,
  { id, configuration }: { id: number; configuration: Readonly<Record<string, string>> },
): string => configuration[webhookSecretKey] || webhookSecret(sealer, id);

/** Where the webhooks of one instance come in. `baseUrl` is the public address without a slash at its end. */
export const webhookAddress = (
  sealer: Signer,
  { baseUrl, connectorKey, instanceId }: { baseUrl: string; connectorKey: string; instanceId: number },
): string =>
  `${baseUrl}${eventsPath}/${encodeURIComponent(connectorKey)}/${encodedInstanceId(instanceId)}` +
  `?${webhookTokenParameter}=${webhookToken(sealer, instanceId)}`;

/** What the shared address of the connectors that an organisation has built shows: it tells them from others of the same key. */
export const sharedWebhookToken = (sealer: Signer, organizationId: number): string =>
  sealer.sign(String(organizationId), 'shared webhook address');

/** Whether a value of the query has the form of the tokens above, whosever it is. */
export const looksLikeWebhookToken = (value: string): boolean => /^[\w-]{43}$/.test(value);

/**
 * Where the webhooks of all accounts of a connector come in. `builtBy` is the organisation that has built it; undefined: it
 * comes with the server.
 */
export const sharedWebhookAddress = (
  sealer: Signer,
  { baseUrl, connectorKey, builtBy }: { baseUrl: string; connectorKey: string; builtBy: number | undefined },
): string =>
  `${baseUrl}${eventsPath}/${encodeURIComponent(connectorKey)}` +
  (builtBy === undefined ? '' : `?${webhookTokenParameter}=${sharedWebhookToken(sealer, builtBy)}`);
