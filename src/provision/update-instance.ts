import type { Tokens } from '../credentials/tokens.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { pathOf } from '../model/instance-configuration/configuration-rules.ts';
import { changedValues } from '../model/changed-values.ts';
import type { Warning } from '../model/poll-definition.ts';
import { restoreConnection, tellConnection, type ConnectionTurn } from '../store/connection.ts';
import { lockCredentials, longWaitMs, saveTokens, shortWaitMs } from '../store/credential-store.ts';
import type { Db } from '../store/database.ts';
import { recordChange } from '../store/instance-changes.ts';
import type { BaseUrl } from '../store/registrations-save.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { updateInstance as updateRow } from '../store/update-instance.ts';
import { keptCaptured, withCaptured } from './captured-values.ts';
import { checkAddresses } from './check-addresses.ts';
import { connectAccount } from './connect-account.ts';
import { baseOf, type Provisioned, type Provisioning } from './provisioning.ts';
import type { InstanceRequest } from './instance-request.ts';
import { needsGrant } from './needs-grant.ts';
import { keptByMask, planInstance, type InstancePlan } from './plan-instance.ts';
import { registerNow } from './webhooks/register-now.ts';
import { sanitiseText } from './sanitise-text.ts';
import { writeEvents } from './write-events.ts';

export interface InstanceUpdate {
  /** As it was read; the update is refused when it has changed since. */
  instance: StoredInstance;
  connector: Connector;
  request: InstanceRequest;
  /** The id of the user who does it. */
  by: number;
  /** `replace`: the configuration becomes what the request says. `merge`: what it does not name stays. */
  mode: 'replace' | 'merge';
  /** The address by which the request called us. */
  calledAt?: string | undefined;
  /** Written in the same transaction. */
  alsoWrite?: ((trx: Db, instanceId: number) => Promise<void>) | undefined;
}

/**
 * Changes what the request names: name, tags, configuration, credentials. Everything is checked before anything is
 * written, and written at once.
 */
export async function updateInstance(deps: Provisioning, update: InstanceUpdate): Promise<Provisioned> {
  const { instance, connector, request } = update;
  const externalAuthentication = request.externalAuthentication ?? instance.externalAuthentication;
  const bringsTokens = externalAuthentication === 'initial';
  const plan = planUpdate(deps, update, bringsTokens);
  await checkAddresses(deps, { ...plan, connector });
  const { organizationId, id: instanceId } = instance;
  const asks = needsGrant(instance, request, plan);
  const account = { organizationId, instance, connector, plan, request, bringsTokens, needsGrant: asks };
  const { tokens, captured, hookKeys: found } = await connectAccount(deps, account);
  const hookKeys = [...new Set([...instance.hookKeys, ...found])];
  const connected = withCaptured(deps, plan, { connector, captured, hookKeys, bringsTokens });
  const now = deps.clock.now();
  const restored = await deps.db.transaction().execute(async (trx) => {
    const written = { update, plan: connected, hookKeys, tokens, externalAuthentication, now };
    const turn = await write({ ...deps, db: trx }, written, baseOf(deps, update.calledAt));
    await update.alsoWrite?.(trx, instanceId);
    return turn;
  });
  if (restored) await tellConnection(deps.db, restored);
  const ofPlan = causedBy(update, plan, warningsBefore(deps, update));
  const ofWebhooks = await registerNow(deps, { instanceId, connector });
  return { id: instance.id, warnings: [...ofPlan, ...startWarnings(instance, plan), ...ofWebhooks] };
}

function planUpdate(deps: Provisioning, { instance, connector, request, mode }: InstanceUpdate, bringsTokens: boolean) {
  const configuration = request.configuration ?? {};
  const replaces = mode === 'replace' && request.configuration !== undefined;
  const kept = keptCaptured(connector, instance, configuration);
  const stored = replaces ? { ...kept, ...keptByMask(instance.configuration, configuration) } : instance.configuration;
  const { hookKeys, secretKeys } = instance;
  return planInstance(deps, { connector, configuration, stored, bringsTokens, hookKeys, secretKeys });
}

interface Writing {
  update: InstanceUpdate;
  plan: InstancePlan;
  hookKeys: string[];
  tokens: Tokens | undefined;
  externalAuthentication: string;
  now: number;
}

/** Answers what is to be told afterwards. */
async function write(
  { db, sealer }: Pick<Provisioning, 'db' | 'sealer'>,
  { update: { instance, request, by }, plan, hookKeys, tokens, externalAuthentication, now }: Writing,
  base: BaseUrl,
): Promise<ConnectionTurn | undefined> {
  const { id: instanceId, disabled } = instance;
  const waitMs = tokens ? longWaitMs : shortWaitMs;
  if (!(await lockCredentials(db, instanceId, { waitMs }))) throw changedMeanwhile(instanceId);
  const change = {
    ...namesOf(instance, request),
    configuration: plan.configuration,
    secrets: plan.secrets,
    hookKeys,
    externalAuthentication,
    disabled,
    now,
  };
  if (!(await updateRow({ db, sealer }, instance, change))) throw changedMeanwhile(instanceId);
  if (tokens) await saveTokens({ db, sealer }, { instanceId, tokens, now });
  const restored = tokens ? await restoreConnection(db, { instanceId, now }) : undefined;
  const kind = tokens ? 'connected' : 'changed';
  const changes = changedValues(instance, { ...change, ...valuesOf(plan) });
  if (tokens || changes.length > 0) await recordChange(db, { instanceId, kind, by, changes, now });
  const savedBy = request.configuration ? 'configuration' : 'credentials';
  if (request.configuration || tokens) await writeEvents(db, plan, { instanceId, disabled, savedBy, base, now });
  return restored;
}

const namesOf = (instance: StoredInstance, { name, tags }: InstanceUpdate['request']) => ({
  name: name === undefined ? instance.name : sanitiseText(name),
  tags: tags?.map(sanitiseText) ?? instance.tags,
});

const valuesOf = ({ configuration, secrets }: InstancePlan) => ({
  configuration: { ...configuration, ...secrets },
  secretKeys: Object.keys(secrets),
});

export const changedMeanwhile = (id: number) =>
  new Fault('instance.changed', `Instance ${id} was changed or deleted by another request; read it and try again.`);

/** On what this request says, and on what it makes of the rest; what was so before was told then. */
function causedBy({ request }: InstanceUpdate, { warnings }: InstancePlan, before: readonly Warning[]): Warning[] {
  const named = Object.keys(request.configuration ?? {}).map(pathOf);
  const isNamed = ({ path }: Warning) => named.some((key) => path === key || path.startsWith(`${key}.`));
  const wasSo = ({ path, message }: Warning) => before.some((told) => told.path === path && told.message === message);
  return warnings.filter((warning) => isNamed(warning) || !wasSo(warning));
}

/** None where the stored configuration is no longer allowed at all, e.g. because its connector has changed. */
function warningsBefore(deps: Provisioning, { instance, connector }: InstanceUpdate): Warning[] {
  const bringsTokens = instance.externalAuthentication === 'initial';
  const unchanged = {
    connector,
    configuration: {},
    stored: instance.configuration,
    bringsTokens,
    hookKeys: instance.hookKeys,
    secretKeys: instance.secretKeys,
  };
  try {
    return planInstance(deps, unchanged).warnings;
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

/** Where a resource starts was decided when it was first polled. */
function startWarnings(instance: StoredInstance, { values }: InstancePlan): Warning[] {
  const key = 'event.poller.start';
  if (values[key] === instance.configuration[key]) return [];
  return [
    {
      path: pathOf(key),
      message: 'counts for resources that are polled from now on; the others go on from where they are',
    },
  ];
}
