import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRoute } from '../../model/connector-webhooks.ts';
import { Fault } from '../../model/fault.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { isSecretKey } from '../../model/instance-configuration/is-secret-key.ts';
import type { WebhookInstance } from '../../store/find-webhook-instances.ts';
import { accountsIn } from '../route/accounts-in.ts';
import { partsOfAccounts } from '../route/parts-of-accounts.ts';
import type { Arrived } from './arrived.ts';
import { isListening, type Candidate, type OwnPart } from './candidate.ts';
import type { DoorDeps } from './door-deps.ts';
import { mostStoredBytes, refuseMuchHashing, tooLargeForAll } from './refuse-multiplied.ts';
import type { SharedConnector } from './shared-connector.ts';
import { webhooksOf } from './webhooks-of.ts';

type Deps = Pick<DoorDeps, 'findInstancesByValue' | 'findInstancesOfConnector' | 'sealer'>;

/** Accounts that one request may name; where they are found by a secret, every instance is looked at for them. */
const mostAccounts = 1_000;
const mostSecretAccounts = 100;

/** The instances of a connector whose accounts a body names, each with its own part of the body. */
export async function routedInstances(
  deps: Deps,
  { connector, organizationId }: SharedConnector,
  { request, parsed }: Arrived,
): Promise<Candidate[]> {
  const { route } = webhooksOf(connector);
  if (!route) return [];
  const body = parsed().value;
  const accounts = accountsIn(route, body).filter(isStorable);
  if (accounts.length === 0) return [];
  const isSecret = isSecretKey(route.entry, connectorEntries(connector));
  refuseMany(accounts.length, isSecret ? mostSecretAccounts : mostAccounts);
  const owner = { connectorKey: connector.key, organizationId };
  const found = isSecret
    ? await amongSecrets(deps, owner, route, accounts)
    : await deps.findInstancesByValue({ ...owner, entry: route.entry, values: accounts });
  const listening = found.filter(({ instance }) => isListening({ instance, connector }));
  refuseMuchHashing(listening.length, request.body.length);
  return withParts(listening, { connector, route }, { body, bytes: request.body.length });
}

/** PostgreSQL knows no such texts, so that no instance can have them. */
const isStorable = (account: string): boolean => !account.includes('\0') && account.isWellFormed();

function refuseMany(accounts: number, most: number): void {
  if (accounts <= most) return;
  throw new Fault('request.too_large', `The request names ${accounts} accounts; allowed: ${most} at most.`);
}

/** Secrets have no index. They are compared by signatures that only we can make, so that the time tells nothing of them. */
async function amongSecrets(
  { sealer, findInstancesOfConnector }: Deps,
  owner: { connectorKey: string; organizationId: number | undefined },
  { entry }: WebhookRoute,
  accounts: readonly string[],
): Promise<WebhookInstance[]> {
  const signed = (value: string) => sealer.sign(value, 'account of a webhook');
  const wanted = new Set(accounts.map(signed));
  const instances = await findInstancesOfConnector(owner);
  return instances.filter(({ instance }) => {
    const own = instance.configuration[entry] ?? '';
    return own !== '' && wanted.has(signed(own));
  });
}

/** Each instance with its part, which instances of one account share. Throws when all of them are more than is stored at once. */
function withParts(
  found: readonly WebhookInstance[],
  { connector, route }: { connector: Candidate['connector']; route: WebhookRoute },
  { body, bytes }: { body: JsonValue; bytes: number },
): Candidate[] {
  const partOf = partsOfAccounts(route, body);
  const parts = new Map<string, OwnPart | undefined>();
  let stored = 0;
  return found.map((one) => {
    const account = one.instance.configuration[route.entry] ?? '';
    if (!parts.has(account)) {
      const value = partOf(account);
      parts.set(account, value === body ? undefined : { value, json: Buffer.from(JSON.stringify(value)) });
    }
    const part = parts.get(account);
    stored += part?.json.length ?? bytes;
    if (found.length > 1 && stored > mostStoredBytes) throw tooLargeForAll(found.length);
    return { ...one, connector, part };
  });
}
