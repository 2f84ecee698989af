import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createApi } from './api/server.ts';
import type { Catalog } from './catalog/catalog.ts';
import { loadCatalog } from './catalog/load-catalog.ts';
import type { Config } from './config.ts';
import { authorize } from './credentials/authorize.ts';
import { createTokenCache } from './credentials/token-cache.ts';
import type { Tokens } from './credentials/tokens.ts';
import { createEgress, type Egress } from './egress/egress.ts';
import type { HubDependencies } from './hub/call-provider.ts';
import { listParameterValues } from './hub/list-parameter-values.ts';
import { readPage } from './hub/read-page.ts';
import { withinTime, type Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Random } from './lib/random.ts';
import { createSealer, type Sealer } from './lib/sealer.ts';
import { pollNow, type PollNowDeps } from './poll/poll-now.ts';
import { startDeliveryRunner } from './runner/deliveries.ts';
import { startOverdueWatch } from './runner/overdue-polls.ts';
import { startPollRunner } from './runner/polls.ts';
import { startReconciliationRunner } from './runner/reconciliations.ts';
import { openStore } from './open-store.ts';
import { loadSecretKey } from './secret-key.ts';
import { claimDeliveries } from './store/claim-deliveries.ts';
import { claimDuePolls, claimInstancePolls, readInstancePolls } from './store/claim-polls.ts';
import { createCommitChanges } from './store/commit-changes.ts';
import { createCredentialStore } from './store/credential-store.ts';
import type { Db } from './store/database.ts';
import { ensureCursor } from './store/ensure-cursor.ts';
import { ensureFirstOrganization, type FirstOrganization } from './store/first-organization.ts';
import { pauseFailingPolls } from './store/pause-failing-polls.ts';
import { createProviderQuota } from './store/provider-quota.ts';
import { reportOverduePolls } from './store/report-overdue-polls.ts';
import { createReconciliationStore } from './store/reconciliation-store.ts';
import { createSettleDeliveries } from './store/settle-deliveries.ts';
import { versionsSeen } from './store/versions-seen.ts';

export interface AppOptions {
  config: Config;
  clock: Clock;
  random: Random;
  log: Log;
  /** Default: the catalogue that comes with the server. */
  catalogDirectory?: string;
}

export interface App {
  /** Where the API listens; undefined without the role `api`. */
  url: string | undefined;
  firstOrganization: FirstOrganization;
  /** Finishes what is in flight, at most for a few seconds, and closes everything in reverse order. */
  close(): Promise<void>;
}

/** Work in flight gets this long to end when the server is stopped; what does not is taken up again at the next start. */
const graceMs = 7_000;

/** Builds everything, floor by floor, and starts it. On a fault whatever was started is closed again. */
export async function startApp(options: AppOptions): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const { config, clock } = options;
  const parts = await openParts(options, opened);
  const doors: Door[] = [];
  opened.defer(() => withinTime(clock, graceMs, Promise.all(doors.map((door) => door.stop()))));
  let wakeDeliveries = () => {};
  const poll = pollDeps(parts, () => wakeDeliveries());
  if (config.roles.includes('worker')) {
    const workers = startWorkers(parts, poll);
    doors.push(workers.polls, workers.reconciliations, workers.deliveries);
    wakeDeliveries = () => workers.deliveries.wake();
  }
  const { db, sealer } = parts;
  doors.push(startOverdueWatch({ ...parts, reportOverduePolls: (now) => reportOverduePolls(db, now) }));
  const url = config.roles.includes('api') ? await openApi(parts, poll, doors) : undefined;
  // Last, so that secrets made now are shown: nothing can fail any more.
  const settings = organizationSettings(config);
  const firstOrganization = await ensureFirstOrganization(db, { sealer, clock, settings });
  const running = opened.move();
  return { url, firstOrganization, close: () => running.disposeAsync() };
}

/** What work comes in by. All doors are shut at the same time, and share the time that is left to work in flight. */
interface Door {
  stop(): Promise<unknown>;
}

/** What the doors are built on. */
interface Parts extends AppOptions {
  catalog: Catalog;
  sealer: Sealer;
  db: Db;
  egress: Egress;
  hub: HubDependencies;
}

async function openParts(options: AppOptions, opened: AsyncDisposableStack): Promise<Parts> {
  const { config, clock, random, catalogDirectory } = options;
  const catalog = await loadCatalog(catalogDirectory ?? fileURLToPath(new URL('../connectors', import.meta.url)));
  const sealer = createSealer(config.secretKey ?? (await loadSecretKey(config.dataDirectory)));
  const { db, locks } = await openStore(options, opened);
  const egress = createEgress({
    clock,
    random,
    allowNetworks: config.allowNetworks,
    // The embedded database has one process.
    sharedQuota: config.databaseUrl === undefined ? undefined : createProviderQuota(db, randomUUID()),
  });
  opened.defer(() => egress.close());
  const store = createCredentialStore<Tokens>({ db, locks, sealer, clock });
  const credentials = { store, cache: createTokenCache({ clock }), egress, clock };
  const hub: HubDependencies = {
    egress,
    clock,
    random,
    authorize: (owner, options) => authorize(credentials, owner, options),
  };
  return { ...options, catalog, sealer, db, egress, hub };
}

function pollDeps({ config, clock, random, catalog, sealer, db, hub }: Parts, wakeDeliveries: () => void): PollNowDeps {
  const commitChanges = createCommitChanges(db);
  return {
    clock,
    random,
    catalog,
    serverTimezone: config.timezone,
    readPage: (account, plan, position) => readPage(hub, account, plan, position),
    listParameterValues: (account, plan, onPage) => listParameterValues(hub, account, plan, onPage),
    ensureCursor: (claimed, scope) => ensureCursor(db, claimed, scope),
    versionsSeen: (cursorId, recordIds) => versionsSeen(db, cursorId, recordIds),
    commitChanges: async (commit) => {
      await commitChanges(commit);
      if (commit.notifications.length > 0) wakeDeliveries();
    },
    pauseAfterFailures: config.pauseAfterFailures,
    pauseFailingPolls: (polls) => pauseFailingPolls(db, polls),
    claimInstancePolls: (of) => claimInstancePolls(db, sealer, of),
    readInstancePolls: (of) => readInstancePolls(db, sealer, of),
  };
}

/** Polls, reconciles and delivers what is due. */
function startWorkers({ clock, random, log, catalog, sealer, db, egress }: Parts, poll: PollNowDeps) {
  const hubOf = (connectorKey: string) => catalog.byKeyOrId(connectorKey)?.hub ?? '';
  const deliveries = startDeliveryRunner({
    clock,
    log,
    deliver: { egress, clock, random, hubOf },
    claimDeliveries: (due) => claimDeliveries(db, sealer, due),
    settleDeliveries: createSettleDeliveries(db),
  });
  const polls = startPollRunner({ clock, log, poll, claimDuePolls: (due) => claimDuePolls(db, sealer, due) });
  const store = createReconciliationStore(db, sealer);
  const reconciliations = startReconciliationRunner({ clock, log, sweep: { ...poll, ...store }, store });
  return { polls, reconciliations, deliveries };
}

/** Answers where it listens. */
async function openApi({ config, hub, ...deps }: Parts, poll: PollNowDeps, doors: Door[]): Promise<string> {
  const { db, sealer, clock, random, egress, log, catalog } = deps;
  const api = createApi({
    db,
    sealer,
    clock,
    random,
    egress,
    log,
    catalog,
    minRefreshMinutes: config.minRefreshMinutes,
    authorize: hub.authorize,
    pollNow: (request) => pollNow(poll, request),
  });
  doors.push({ stop: () => api.close() });
  return api.listen({ host: config.host, port: config.port });
}

const organizationSettings = ({ adminEmail, adminPassword, userSecret, organizationSecret }: Config) => ({
  ...(adminEmail !== undefined && { email: adminEmail }),
  ...(adminPassword !== undefined && { password: adminPassword }),
  ...(userSecret !== undefined && { userSecret }),
  ...(organizationSecret !== undefined && { organizationSecret }),
});
