import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createProbeServer } from './api/probe-server.ts';
import type { ApiDeps } from './api/api-deps.ts';
import { createApi } from './api/server.ts';
import { storedConnectors } from './catalog/build/stored-connectors.ts';
import { createCatalog, type Catalog } from './catalog/catalog.ts';
import { loadShipped } from './catalog/load-shipped.ts';
import type { Config } from './config.ts';
import { authorize } from './credentials/authorize.ts';
import { createTokenCache } from './credentials/token-cache.ts';
import type { Tokens } from './credentials/tokens.ts';
import { createEgress, type Egress, type Resolve } from './egress/egress.ts';
import { createMailer } from './egress/mail.ts';
import type { HubDependencies } from './hub/call-provider.ts';
import { listParameterValues } from './hub/list-parameter-values.ts';
import { readPage } from './hub/read-page.ts';
import { withinTime, type Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Random } from './lib/random.ts';
import { createSealer, type Sealer } from './lib/sealer.ts';
import type { Telemetry } from './model/telemetry.ts';
import { pollNow, type PollNowDeps } from './poll/poll-now.ts';
import { startDeliveryRunner } from './runner/deliveries.ts';
import { startOverdueWatch } from './runner/overdue-polls.ts';
import { startPollRunner } from './runner/polls.ts';
import { startReconciliationRunner } from './runner/reconciliations.ts';
import { startReplayRunner } from './runner/replays.ts';
import { startRetention } from './runner/retention.ts';
import { tracedCallbacks, tracedEgress } from './runner/traced-egress.ts';
import { createWatchedPoll } from './runner/watched-poll.ts';
import { createSandbox } from './sandbox/sandbox.ts';
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
import { readQueueFigures } from './store/read-queue-figures.ts';
import { endReplays } from './store/replay-ends.ts';
import { stepReplay } from './store/replay-steps.ts';
import { reportOverduePolls } from './store/report-overdue-polls.ts';
import { createReconciliationStore } from './store/reconciliation-store.ts';
import { createRetentionStore } from './store/retention-store.ts';
import { createSettleDeliveries } from './store/settle-deliveries.ts';
import type { Unreadable } from './store/open-readable.ts';
import { versionsSeen } from './store/versions-seen.ts';
import type { MetricsPage } from './telemetry/metrics-page.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';

export interface AppOptions {
  config: Config;
  clock: Clock;
  random: Random;
  log: Log;
  /** Default: the catalogue that comes with the server. */
  catalogDirectory?: string;
  /** How names of providers and callbacks become addresses. Default: the system's resolver. */
  resolve?: Resolve;
}

export interface App {
  /** Where the API listens; undefined without the role `api`. */
  url: string | undefined;
  /** Where `/healthz`, `/readyz` and `/metrics` are; with the role `api` at the same address. */
  probesUrl: string;
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
  let isStopping = false;
  const parts = { ...(await openParts(options, opened)), isStopping: () => isStopping };
  const servesApi = config.roles.includes('api');
  const doors: Door[] = [];
  // Not a door: while work in flight ends, it still answers that the server is stopping.
  const ownProbes = servesApi ? undefined : await openProbes(parts, opened);
  opened.defer(() => withinTime(clock, graceMs, Promise.all(doors.map((door) => door.stop()))));
  let workers: Workers | undefined;
  const poll = pollDeps(parts, () => workers?.deliveries.wake());
  if (config.roles.includes('worker')) {
    workers = startWorkers(parts, poll);
    doors.push(...Object.values(workers));
  }
  const wakeWorkers = () => [workers?.polls, workers?.replays, workers?.deliveries].forEach((worker) => worker?.wake());
  const { db, sealer } = parts;
  doors.push(startOverdueWatch({ ...parts, reportOverduePolls: (now) => reportOverduePolls(db, now) }));
  const url = servesApi ? await openApi({ ...parts, wakeWorkers }, poll, doors) : undefined;
  // Last, so that secrets made now are shown: nothing can fail any more.
  const settings = organizationSettings(config);
  const firstOrganization = await ensureFirstOrganization(db, { sealer, clock, settings });
  const running = opened.move();
  const close = () => {
    isStopping = true;
    return running.disposeAsync();
  };
  return { url, probesUrl: url ?? ownProbes ?? '', firstOrganization, close };
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
  telemetry: Telemetry;
  metricsPage: MetricsPage;
}

type Workers = ReturnType<typeof startWorkers>;

interface StoppableParts extends Parts {
  isStopping: () => boolean;
}

async function openParts(options: AppOptions, opened: AsyncDisposableStack): Promise<Parts> {
  const { config, clock, random, log, catalogDirectory, resolve } = options;
  const shipped = await loadShipped(catalogDirectory ?? fileURLToPath(new URL('../connectors', import.meta.url)));
  const sealer = createSealer(config.secretKey ?? (await loadSecretKey(config.dataDirectory)));
  const { telemetry, ...started } = await startTelemetry({ ...options, tracing: tracingOf(config) });
  opened.defer(() => started.close());
  const { db, poolUse, ...lockPools } = await openStore(options, opened);
  const readFigures = () => readQueueFigures(db, clock.now());
  const metricsPage = started.metricsPage({ readQueueFigures: readFigures, readPoolUse: poolUse });
  const egress = createEgress({
    clock,
    random,
    allowNetworks: config.allowNetworks,
    ...(resolve && { resolve }),
    // The embedded database has one process.
    sharedQuota: config.databaseUrl === undefined ? undefined : createProviderQuota(db, randomUUID()),
  });
  opened.defer(() => egress.close());
  const catalog = createCatalog({ clock, shipped, built: storedConnectors(db) });
  const store = createCredentialStore<Tokens>({ db, ...lockPools, sealer, clock });
  const traced = tracedEgress(telemetry, egress);
  const { tokenRefreshed: onRefresh } = telemetry;
  const credentials = { store, cache: createTokenCache({ clock }), egress: traced, clock, onRefresh };
  const sandbox = createSandbox({ clock });
  opened.defer(() => sandbox.close());
  const hub: HubDependencies = {
    egress: traced,
    clock,
    random,
    authorize: (owner, options) => authorize(credentials, owner, options),
    runHook: (run) => sandbox.run(run),
    onHookLog: (entry) => log.debug(entry, 'written by a hook'),
  };
  return { ...options, catalog, sealer, db, egress, hub, telemetry, metricsPage };
}

function pollDeps(parts: Parts, wakeDeliveries: () => void): PollNowDeps {
  const { config, clock, random, log, catalog, sealer, db, hub, telemetry } = parts;
  const commitChanges = createCommitChanges(db);
  const poll: Omit<PollNowDeps, 'runPoll'> = {
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
      telemetry.eventsStored(commit.notifications.flatMap(({ events }) => events.map(({ type }) => type)));
      if (commit.notifications.length > 0) wakeDeliveries();
    },
    pauseAfterFailures: config.pauseAfterFailures,
    pauseFailingPolls: (polls) => pauseFailingPolls(db, polls),
    claimInstancePolls: (of) => claimInstancePolls(db, sealer, of),
    readInstancePolls: (of) => readInstancePolls(db, sealer, of),
  };
  return { ...poll, runPoll: createWatchedPoll({ clock, log, telemetry, poll }) };
}

/** Polls, reconciles and delivers what is due. */
function startWorkers(parts: Parts, poll: PollNowDeps) {
  const { clock, random, log, catalog, sealer, db, egress, telemetry } = parts;
  const hubOf = (organizationId: number, key: string) => catalog.hubOf(organizationId, key);
  const unreadable: Unreadable = (about, err) =>
    log.error({ ...about, err }, 'stored secrets do not open: is TIDINGS_SECRET_KEY the key they were sealed with?');
  const deliveries = startDeliveryRunner({
    clock,
    log,
    telemetry,
    deliver: { egress: tracedCallbacks(telemetry, egress), clock, random, hubOf },
    claimDeliveries: (due) => claimDeliveries(db, sealer, { ...due, unreadable }),
    settleDeliveries: createSettleDeliveries(db),
  });
  const polls = startPollRunner({
    clock,
    log,
    runPoll: poll.runPoll,
    claimDuePolls: (due) => claimDuePolls(db, sealer, { ...due, unreadable }),
  });
  const store = createReconciliationStore(db, sealer);
  const reconciliations = startReconciliationRunner({ clock, log, telemetry, sweep: { ...poll, ...store }, store });
  const replays = startReplayRunner({
    clock,
    log,
    stepReplay: (now) => stepReplay(db, now),
    endReplays: (now) => endReplays(db, now),
    wakeDeliveries: () => deliveries.wake(),
  });
  const retention = startRetention({ clock, log, store: createRetentionStore(db) });
  return { polls, reconciliations, deliveries, replays, retention };
}

/** Answers where it listens. */
async function openApi(
  { config, hub, ...deps }: StoppableParts & Pick<ApiDeps, 'wakeWorkers'>,
  poll: PollNowDeps,
  doors: Door[],
): Promise<string> {
  const api = createApi({
    ...deps,
    minRefreshMinutes: config.minRefreshMinutes,
    metricsToken: config.metricsToken,
    publicUrl: config.publicUrl,
    mailer: mailerOf(config),
    authorize: hub.authorize,
    runHook: hub.runHook,
    onHookLog: hub.onHookLog,
    pollNow: (request) => pollNow(poll, request),
  });
  doors.push({ stop: () => api.close() });
  return api.listen({ host: config.host, port: config.port });
}

/** Answers where it listens. */
async function openProbes({ config, ...deps }: StoppableParts, opened: AsyncDisposableStack): Promise<string> {
  const probes = createProbeServer({ ...deps, metricsToken: config.metricsToken });
  opened.defer(() => probes.close());
  return probes.listen({ host: config.host, port: config.port });
}

const mailerOf = ({ smtpUrl, mailFrom }: Config) =>
  smtpUrl === undefined || mailFrom === undefined ? undefined : createMailer({ url: smtpUrl, from: mailFrom });

const tracingOf = ({ otlpEndpoint, otlpHeaders, serviceName }: Config) =>
  otlpEndpoint === undefined ? undefined : { endpoint: otlpEndpoint, headers: otlpHeaders, serviceName };

const organizationSettings = ({ adminEmail, adminPassword, userSecret, organizationSecret }: Config) => ({
  ...(adminEmail !== undefined && { email: adminEmail }),
  ...(adminPassword !== undefined && { password: adminPassword }),
  ...(userSecret !== undefined && { userSecret }),
  ...(organizationSecret !== undefined && { organizationSecret }),
});
