import type { Tokens } from '../credentials/tokens.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { pathOf } from '../model/instance-configuration/configuration-rules.ts';
import type { Warning } from '../model/poll-definition.ts';
import { lockCredentials, saveTokens } from '../store/credential-store.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { updateInstance as updateRow } from '../store/update-instance.ts';
import { checkAddresses } from './check-addresses.ts';
import type { Provisioned, Provisioning } from './create-instance.ts';
import type { InstanceRequest } from './instance-request.ts';
import { obtainTokens } from './obtain-tokens.ts';
import { keptByMask, planInstance, type InstancePlan } from './plan-instance.ts';
import { sanitiseText } from './sanitise-text.ts';
import { writeEvents } from './write-events.ts';

export interface InstanceUpdate {
  /** As it was read; the update is refused when it has changed since. */
  instance: StoredInstance;
  connector: Connector;
  request: InstanceRequest;
  /** `replace`: the configuration becomes what the request says. `merge`: what it does not name stays. */
  mode: 'replace' | 'merge';
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
  await checkAddresses(deps, plan.values, plan.callbackUrl);
  const providerData = request.providerData ?? plan.misplacedProviderData;
  const source = { connector, values: plan.values, bringsTokens, brought: plan.broughtTokens, providerData };
  const tokens = await obtainTokens(deps, source);
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    await write({ ...deps, db: trx }, { update, plan, tokens, externalAuthentication, now });
  });
  return {
    id: instance.id,
    warnings: [...causedBy(update, plan, warningsBefore(deps, update)), ...startWarnings(instance, plan)],
  };
}

function planUpdate(deps: Provisioning, { instance, connector, request, mode }: InstanceUpdate, bringsTokens: boolean) {
  const configuration = request.configuration ?? {};
  const replaces = mode === 'replace' && request.configuration !== undefined;
  const stored = replaces ? keptByMask(instance.configuration, configuration) : instance.configuration;
  return planInstance(deps, { connector, configuration, stored, bringsTokens });
}

interface Writing {
  update: InstanceUpdate;
  plan: InstancePlan;
  tokens: Tokens | undefined;
  externalAuthentication: string;
  now: number;
}

async function write(
  { db, sealer }: Pick<Provisioning, 'db' | 'sealer'>,
  { update: { instance, request }, plan, tokens, externalAuthentication, now }: Writing,
): Promise<void> {
  const { id: instanceId, disabled } = instance;
  if (!(await lockCredentials(db, instanceId))) throw changedMeanwhile(instanceId);
  const change = {
    name: request.name === undefined ? instance.name : sanitiseText(request.name),
    tags: request.tags?.map(sanitiseText) ?? instance.tags,
    configuration: plan.configuration,
    secrets: plan.secrets,
    externalAuthentication,
    disabled,
    reconnected: tokens !== undefined,
    now,
  };
  if (!(await updateRow({ db, sealer }, instance, change))) throw changedMeanwhile(instanceId);
  if (tokens) await saveTokens({ db, sealer }, { instanceId, tokens, now });
  if (!request.configuration && !tokens) return;
  const savedBy = request.configuration ? 'configuration' : 'credentials';
  await writeEvents(db, plan, { instanceId, disabled, savedBy, now });
}

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
  const unchanged = { connector, configuration: {}, stored: instance.configuration, bringsTokens };
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
