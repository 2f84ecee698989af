import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { printInstant } from '../../lib/instant.ts';
import { Fault } from '../../model/fault.ts';
import type { PollReport, ScanReport } from '../../poll/poll-report.ts';
import { listPolls, type PollStatus } from '../../store/list-polls.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { pollReport, pollRequest, pollStatus } from './poll-bodies.ts';

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
    const { instance } = await targetInstance(deps, request);
    return (await listPolls(deps.db, instance.id, deps.clock.now())).map(toStatus);
  });
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
    if (instance.disabled) {
      throw new Fault(
        'instance.disabled',
        `Instance ${instance.id} is disabled; PUT /instances/${instance.id}/enabled enables it.`,
      );
    }
    const { resource, dryRun = false, explain = false } = request.body ?? {};
    await requireResource(deps, instance.id, resource);
    return (await deps.pollNow({ instanceId: instance.id, resource, dryRun, explain })).map(toReport);
  });
}

async function requireResource(
  { db, clock }: ApiDeps,
  instanceId: number,
  resource: string | undefined,
): Promise<void> {
  if (resource === undefined) return;
  const known = (await listPolls(db, instanceId, clock.now())).map((poll) => poll.resource);
  if (known.includes(resource)) return;
  const polled = known.length > 0 ? `it polls ${known.join(', ')}` : 'it polls nothing';
  throw new Fault(
    'resource.polling_not_configured',
    `Instance ${instanceId} does not poll ${JSON.stringify(resource)}; ${polled}.`,
  );
}

const isoMs = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const isoMicros = (micros: number | null | undefined) =>
  micros === null || micros === undefined ? null : printInstant(micros);

const toStatus = (poll: PollStatus): z.output<typeof pollStatus> => ({
  resource: poll.resource,
  url: poll.url,
  intervalMinutes: poll.intervalMs / 60_000,
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
});

const toReport = ({ fault, scans, ...report }: PollReport): z.output<typeof pollReport> => ({
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
