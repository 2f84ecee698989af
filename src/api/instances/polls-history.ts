import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listPollRuns, runKinds, runsKept, type PollRun } from '../../store/poll-runs.ts';
import { pollOutcomes } from '../../store/poll-commit.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parsePlaceToken, printPlaceToken } from '../place-token.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { pollCounts, pollError } from './poll-bodies.ts';

const run = z
  .object({
    id: z.string().describe('Unique within the instance.'),
    resource: z.string(),
    outcome: z.enum(pollOutcomes),
    polls: z
      .number()
      .describe(
        'More than one: so many polls, one after the other, found nothing; all dates but beginDate, and the counts, are of the last.',
      ),
    beginDate: z.string().describe('When the poll began, or the first of them.'),
    startedDate: z.string(),
    finishedDate: z.string(),
    durationMs: z.number(),
    error: pollError,
    counts: pollCounts,
    nextPollDate: z
      .string()
      .nullable()
      .describe('When the next one was due then; null: not by itself, as the instance was to be connected again.'),
    changesPerHour: z.number().nullable().describe('By which the interval was set; null: the interval is fixed.'),
  })
  .meta({ id: 'PollRun' });

const search = z.object({
  resource: z.string().optional().describe('Only polls of this resource.'),
  outcome: z
    .enum(runKinds)
    .optional()
    .describe(
      'changes: completed, and something was told. idle: completed, and nothing was. The others as in the answer.',
    ),
  ...paging(50, 500),
});

const place = z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]);

/** `GET /instances[/{id}]/polls/history`: what polls did, newest first. An addition to the contract. */
export function pollHistoryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const of of instancePlaces) historyRoute(app, deps, of);
}

function historyRoute(app: FastifyInstance, deps: ApiDeps, of: InstancePlace): void {
  const schema = {
    tags: ['Polls'],
    summary: `The last polls, newest first: up to ${runsKept} entries of each resource`,
    params: z.object(of.params),
    querystring: search,
    response: answers(z.array(run)),
  };
  const onRequest = access(deps, of.access);
  routesOf(app).get(`${of.path}/polls/history`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    const { resource, outcome: kind, pageSize, nextPage } = request.query;
    const [finishedAt, pollId, number] = nextPage === undefined ? [] : parsePlaceToken(nextPage, place);
    const after =
      finishedAt === undefined || pollId === undefined || number === undefined
        ? undefined
        : { finishedAt, pollId, number };
    const found = await listPollRuns(deps.db, { instanceId: instance.id, resource, kind, after, limit: pageSize + 1 });
    const tokenOf = (last: PollRun) => printPlaceToken([last.finishedAt, last.pollId, last.number]);
    return pageOf(reply, { found, pageSize, total: undefined, tokenOf }).map(toBody);
  });
}

const iso = (ms: number) => new Date(ms).toISOString();

const toBody = (of: PollRun): z.output<typeof run> => ({
  id: `${of.pollId}-${of.number}`,
  resource: of.resource,
  outcome: of.outcome,
  polls: of.polls,
  beginDate: iso(of.begunAt),
  startedDate: iso(of.startedAt),
  finishedDate: iso(of.finishedAt),
  durationMs: Math.max(0, of.finishedAt - of.startedAt),
  error: of.fault,
  counts: of.counts,
  nextPollDate: of.nextPollAt === null ? null : iso(of.nextPollAt),
  changesPerHour: of.changesPerHour,
});
