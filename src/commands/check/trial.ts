import { createCatalog } from '../../catalog/catalog.ts';
import { noBuiltConnectors } from '../../catalog/built-connectors.ts';
import { authorize } from '../../credentials/authorize.ts';
import { createTokenCache } from '../../credentials/token-cache.ts';
import type { Tokens } from '../../credentials/tokens.ts';
import type { Egress } from '../../egress/egress.ts';
import { findResource } from '../../hub/find-resource.ts';
import type { HubPageDependencies } from '../../hub/hub-page.ts';
import { parseHubUrl } from '../../hub/hub-query.ts';
import { listParameterValues } from '../../hub/list-parameter-values.ts';
import { readPage } from '../../hub/read-page.ts';
import { tellByHook } from '../../ingest/hook/tell-by-hook.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Connector } from '../../model/connector.ts';
import type { Fault } from '../../model/fault.ts';
import { leaseMs } from '../../poll/commit-page.ts';
import type { PollReport } from '../../poll/poll-report.ts';
import { runPoll, type PollDeps } from '../../poll/run-poll.ts';
import { createInstance } from '../../provision/create-instance.ts';
import type { InstanceRequest } from '../../provision/instance-request.ts';
import type { Provisioned, Provisioning } from '../../provision/provisioning.ts';
import { removeInstance } from '../../provision/remove-instance.ts';
import { claimInstancePolls } from '../../store/claim-polls.ts';
import { createCredentialStore } from '../../store/credential-store.ts';
import { ensureCursor } from '../../store/ensure-cursor.ts';
import { listEvents, type ListedEvent } from '../../store/list-events.ts';
import { createPollLock } from '../../store/poll-lock.ts';
import { versionsSeen } from '../../store/versions-seen.ts';
import type { Laboratory } from './laboratory.ts';
import { laterRegistrationSteps } from './later-registration-steps.ts';
import type { PageRead } from './page-read.ts';
import { createWebhookTrial, trialUrl, type WebhookTrial, type WebhookTrialParts } from './webhook-trial.ts';

/** The server's own parts around one connector, on the database of a laboratory. */
export interface Trial {
  connector: Connector;
  hub: HubPageDependencies;
  webhooks: WebhookTrial;
  /** Makes an instance as `POST /instances` does. */
  createInstance(request: InstanceRequest): Promise<Provisioned>;
  /** Renews its registrations and looks whether they stand; answers what went wrong. */
  laterRegistrationSteps(instanceId: number): Promise<string[]>;
  /** Deletes it as the API does; answers what went wrong at the provider. */
  removeInstance(instanceId: number): Promise<Fault[]>;
  /** Polls one resource of an instance as a worker does. */
  poll(instanceId: number, resource: string): Promise<PollReport>;
  /** All events of an instance in the order of storing. */
  events(instanceId: number): Promise<ListedEvent[]>;
}

export interface TrialParts {
  connector: Connector;
  egress: Egress;
  /** What the hub sends by. Default: `egress`, by which tokens are asked for as well. */
  hubEgress?: Egress;
  /** Gets each page of the polled resources, not those of what was deleted. */
  onPage?: ((page: PageRead) => void) | undefined;
  clock: Clock;
}

const mostEvents = 10_000;

export function createTrial(
  laboratory: Laboratory,
  { connector, egress, hubEgress = egress, onPage, clock }: TrialParts,
): Trial {
  const { db, locks, marks, sealer, caller, commitChanges, sandbox } = laboratory;
  const random = () => 0;
  const store = createCredentialStore<Tokens>({ db, locks, marks, sealer, clock });
  const credentials = { store, cache: createTokenCache({ clock }), egress, clock };
  const hub: HubPageDependencies = {
    egress: hubEgress,
    clock,
    random,
    authorize: (owner, options) => authorize(credentials, owner, options),
    runHook: (run) => sandbox.run(run),
    sealer,
  };
  const catalog = createCatalog({ clock, shipped: [connector], built: noBuiltConnectors });
  const deps: PollDeps = {
    clock,
    random,
    catalog,
    serverTimezone: 'UTC',
    readPage: (account, plan, position) => readPage(hub, account, plan, position),
    listParameterValues: (account, plan, onPage) => listParameterValues(hub, account, plan, onPage),
    ensureCursor: (claimed, scope) => ensureCursor(db, claimed, scope),
    versionsSeen: (cursorId, recordIds) => versionsSeen(db, cursorId, recordIds),
    tellByHook: (found) => tellByHook(hub, found),
    commitChanges,
    underPollLock: createPollLock(db),
    pauseAfterFailures: 0,
    pauseFailingPolls: () => Promise.resolve(false),
  };
  return {
    connector,
    hub,
    webhooks: createWebhookTrial(laboratory, { connector, catalog, hub, clock }),
    ...lifeOf(laboratory, { connector, egress, hub, catalog, clock }),
    poll: async (instanceId, resource) => {
      const now = clock.now();
      const of = { instanceId, resource, now, leaseUntil: now + leaseMs };
      const [claimed] = await claimInstancePolls(db, sealer, of);
      if (!claimed) throw new Error(`${resource} is not polled by this instance.`);
      const { definition } = claimed;
      const polled = findResource(connector, parseHubUrl(definition.url).path).name;
      const readPage: PollDeps['readPage'] = async (account, plan, position) => {
        const page = await deps.readPage(account, plan, position);
        if (plan.resourceName === polled) onPage?.({ definition, records: page.records });
        return page;
      };
      return runPoll({ ...deps, readPage }, claimed, { explain: true });
    },
    events: async (instanceId) => {
      const scope = { organizationId: caller.organizationId, instanceId };
      const search = { ...scope, from: undefined, to: undefined, before: undefined };
      return (await listEvents(db, { ...search, limit: mostEvents, withRecords: false })).events.toReversed();
    },
  };
}

type Life = Pick<Trial, 'createInstance' | 'laterRegistrationSteps' | 'removeInstance'>;

/** How instances begin and end. */
function lifeOf(
  { db, sealer, caller }: Laboratory,
  { connector, egress, hub, catalog, clock }: WebhookTrialParts & { egress: Egress },
): Life {
  const { authorize: authorizeAs, runHook } = hub;
  const provisioning: Provisioning = {
    db,
    sealer,
    clock,
    random: () => 0,
    egress,
    authorize: authorizeAs,
    publicUrl: trialUrl,
    minRefreshMinutes: 1,
    runHook,
  };
  const { organizationId } = caller;
  return {
    createInstance: (request) =>
      createInstance(provisioning, { caller, connector, request: { ...request, name: connector.key } }),
    laterRegistrationSteps: (instanceId) => laterRegistrationSteps({ ...hub, db, sealer }, { connector, instanceId }),
    removeInstance: async (id) =>
      (await removeInstance({ ...hub, egress, db, sealer, catalog }, { organizationId, id })) ?? [],
  };
}
