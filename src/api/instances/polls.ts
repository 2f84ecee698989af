import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { printInstant } from '../../lib/instant.ts';
import type { Connector } from '../../model/connector.ts';
import { settleFor } from '../../model/lateness.ts';
import { intervalInForce } from '../../poll/adaptive-interval.ts';
import type { PollReport, ScanReport } from '../../poll/poll-report.ts';
import { settleInForce } from '../../poll/settle-in-force.ts';
import { listPolls, type PollStatus } from '../../store/list-polls.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace, type Target } from '../target-instance.ts';
import { pollReport, pollRequest, pollStatus } from './poll-bodies.ts';
import { polledResources, refuseDisabled } from './polled-resources.ts';

const tags = ['Polls'];

/** `GET|POST /instances[/{id}]/polls`: how polling stands, and polling now. Additions to the contract. */
export function pollRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    statusRoute(app, deps, place);
    pollNowRoute(app, deps, place);
  }
}

function statusRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const summary = 'How the polling of each resource stands';
  const schema = { tags, summary, params: z.object(place.params), response: answers(z.array(pollStatus)) };
  routesOf(app).get(`${place.path}/polls`, { onRequest: access(deps, place.access), schema }, async (request) => {
    return statusesOf(deps, await targetInstance(deps, request));
  });
}

/** How the polling of each resource of an instance stands. */
export async function statusesOf({ db, clock }: ApiDeps, { instance, connector }: Target): Promise<Status[]> {
  return (await listPolls(db, instance.id, clock.now())).map((poll) => toStatus(connector, poll));
}

function pollNowRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const summary = 'Poll now and tell what was found';
  const schema = {
    tags,
    summary,
    params: z.object(place.params),
    body: pollRequest,
    response: answers(z.array(pollReport)),
  };
  routesOf(app).post(`${place.path}/polls`, { onRequest: access(deps, place.access), schema }, async (request) => {
    const { instance } = await targetInstance(deps, request);
    refuseDisabled(instance);
    const { resource, dryRun = false, explain = false, records } = request.body ?? {};
    await polledResources(deps, { instanceId: instance.id, resource });
    return (
      await deps.pollNow({
        instanceId: instance.id,
        resource,
        dryRun,
        explain: records ? new Set(records) : explain,
      })
    ).map(toReport);
  });
}

const isoMs = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const isoMicros = (micros: number | null | undefined) =>
  micros === null || micros === undefined ? null : printInstant(micros);

type Status = z.output<typeof pollStatus>;

/** To three decimals: an interval that follows the changes is any fraction. */
const toMinutes = (ms: number): number => Math.round(ms / 60) / 1_000;
const minutes = (ms: number | undefined) => (ms === undefined ? null : toMinutes(ms));

const toStatus = (connector: Connector, poll: PollStatus): Status => ({
  resource: poll.resource,
  url: poll.url,
  intervalMinutes: toMinutes(intervalInForce(poll)),
  leastIntervalMinutes: minutes(poll.leastIntervalMs),
  greatestIntervalMinutes: minutes(poll.greatestIntervalMs),
  settleSeconds:
    settleInForce(connector, { url: poll.url, polling: poll.overrides }, settleFor(poll.latestBucket)) ?? null,
  learned: poll.lateness.map(({ bucket, count }) => ({ upToSeconds: 2 ** bucket, count })),
  watermark: isoMicros(poll.watermark),
  completeUpTo: isoMicros(poll.completeUpTo),
  clockSkewMs: poll.clockSkew === null ? null : Math.round(poll.clockSkew / 1000),
  polling: poll.polling,
  nextPollDate: isoMs(poll.nextPollAt),
  lastPoll:
    poll.lastStartedAt === null
      ? null
      : {
          startedDate: isoMs(poll.lastStartedAt),
          finishedDate: isoMs(poll.lastFinishedAt),
          outcome: poll.lastOutcome,
          error: poll.lastFault,
          counts: poll.lastCounts,
        },
  consecutiveFailures: poll.consecutiveFailures,
  pausedDate: isoMs(poll.pausedAt),
  overdueSince: isoMs(poll.overdueSince),
  heldReconciliationId: poll.heldReconciliationId,
});

const toReport = ({ fault, scans, cause: _cause, ...report }: PollReport): z.output<typeof pollReport> => ({
  ...report,
  error: fault ?? null,
  scans: scans.map(toScan),
});

const toScan = ({ requests, from, scanStart, watermark, decisions, ...scan }: ScanReport) => ({
  ...scan,
  pages: requests.length,
  records: requests.reduce((sum, { records }) => sum + records, 0),
  requests,
  from: isoMicros(from),
  scanStart: isoMicros(scanStart),
  watermark: isoMicros(watermark),
  ...(decisions && { decisions: decisions.map((decision) => ({ ...decision })) }),
});
