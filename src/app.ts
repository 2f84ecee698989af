import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { createProbeServer } from './api/probe-server.ts';
import type { ApiDeps } from './api/api-deps.ts';
import { createApi } from './api/server.ts';
import type { Config } from './config.ts';
import { createMailer } from './egress/mail.ts';
import { withinTime } from './lib/clock.ts';
import type { UnderWay } from './model/worker.ts';
import { pollNow, type PollNowDeps } from './poll/poll-now.ts';
import { startHeartbeat, type Heartbeat } from './runner/heartbeat.ts';
import { startOverdueWatch } from './runner/overdue-polls.ts';
import { openParts, type AppOptions, type Parts } from './open-parts.ts';
import { pollDeps } from './poll-deps.ts';
import { startWorkers, underWayOf, type Workers } from './start-workers.ts';
import { ensureFirstOrganization, type FirstOrganization } from './store/first-organization.ts';
import { reportOverduePolls } from './store/report-overdue-polls.ts';
import { removeWorker, saveBeat } from './store/workers.ts';

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
/** And this long to write down that the process has ended. */
const farewellMs = 1_000;

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
  let workers: Workers | undefined;
  const heartbeat = openHeartbeat(parts, () => (workers ? underWayOf(workers) : {}));
  opened.defer(() => withinTime(clock, farewellMs, heartbeat.stop()));
  opened.defer(() => withinTime(clock, graceMs, Promise.all(doors.map((door) => door.stop()))));
  const poll = pollDeps(parts, () => workers?.deliveries.wake());
  if (config.roles.includes('worker')) {
    workers = startWorkers(parts, poll);
    doors.push(...Object.values(workers));
  }
  const wakeInbox = () => workers?.inbox.wake();
  const wakeWorkers = () =>
    [workers?.polls, workers?.reconciliations, workers?.replays, workers?.deliveries, workers?.inbox].forEach(
      (worker) => worker?.wake(),
    );
  const { db, sealer } = parts;
  doors.push(startOverdueWatch({ ...parts, reportOverduePolls: (now) => reportOverduePolls(db, now) }));
  const url = servesApi ? await openApi({ ...parts, wakeWorkers, wakeInbox }, poll, doors) : undefined;
  // Last, so that secrets made now are shown: nothing can fail any more.
  const settings = organizationSettings(config);
  const firstOrganization = await ensureFirstOrganization(db, { sealer, clock, settings });
  const running = opened.move();
  const close = () => {
    isStopping = true;
    heartbeat.wake();
    return running.disposeAsync();
  };
  return { url, probesUrl: url ?? ownProbes ?? '', firstOrganization, close };
}

/** What work comes in by. All doors are shut at the same time, and share the time that is left to work in flight. */
interface Door {
  stop(): Promise<unknown>;
}

interface StoppableParts extends Parts {
  isStopping: () => boolean;
}

/** Answers where it listens. */
async function openApi(
  { config, hub, ...deps }: StoppableParts & Pick<ApiDeps, 'wakeWorkers' | 'wakeInbox'>,
  poll: PollNowDeps,
  doors: Door[],
): Promise<string> {
  const api = createApi({
    ...deps,
    minRefreshMinutes: config.minRefreshMinutes,
    serverTimezone: config.timezone,
    metricsToken: config.metricsToken,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    mailer: mailerOf(config),
    authorize: hub.authorize,
    runHook: hub.runHook,
    onHookLog: hub.onHookLog,
    pollNow: (request) => pollNow(poll, request),
  });
  doors.push({ stop: () => api.close() });
  return api.listen({ host: config.host, port: config.port });
}

/** Tells all processes of this database that this one is alive. */
const openHeartbeat = (parts: StoppableParts, underWay: () => UnderWay): Heartbeat =>
  startHeartbeat(
    {
      ...parts,
      underWay,
      saveBeat: (worker, now) => saveBeat(parts.db, worker, now),
      removeWorker: (id) => removeWorker(parts.db, id),
    },
    { id: randomUUID(), host: hostname(), pid: process.pid, roles: parts.config.roles },
  );

/** Answers where it listens. */
async function openProbes({ config, ...deps }: StoppableParts, opened: AsyncDisposableStack): Promise<string> {
  const probes = createProbeServer({ ...deps, metricsToken: config.metricsToken });
  opened.defer(() => probes.close());
  return probes.listen({ host: config.host, port: config.port });
}

const mailerOf = ({ smtpUrl, mailFrom }: Config) =>
  smtpUrl === undefined || mailFrom === undefined ? undefined : createMailer({ url: smtpUrl, from: mailFrom });

const organizationSettings = ({ adminEmail, adminPassword, userSecret, organizationSecret }: Config) => ({
  ...(adminEmail !== undefined && { email: adminEmail }),
  ...(adminPassword !== undefined && { password: adminPassword }),
  ...(userSecret !== undefined && { userSecret }),
  ...(organizationSecret !== undefined && { organizationSecret }),
});
