import type { FastifyInstance } from 'fastify';
import { printInstant, type Instant } from '../../lib/instant.ts';
import type { ConnectorResource } from '../../model/connector.ts';
import { configurationDefaults } from '../../model/instance-configuration/configuration-defaults.ts';
import { previewPoll, type PollPreview } from '../../poll/preview/preview-poll.ts';
import type { PreviewDate } from '../../poll/preview/preview-sample.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { keyOrId } from './elements.ts';
import { existingElement } from './existing-element.ts';
import { previewBody, previewReport, type PreviewReport } from './polling-preview-report.ts';

/** `POST /elements/{keyOrId}/polling/preview`: nothing is stored, and no provider is asked. */
export function pollingPreviewRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const schema = {
    tags: ['Elements'],
    summary: 'Preview the polling of a resource',
    description:
      'An addition to the contract. What the next poll of a resource configuration would ask, and what it would make of a sample record, told by the code of polls itself. Nothing is stored and no provider is asked. What is wrong with the configuration is an answer, too: see `issues`.',
    params: keyOrId,
    body: previewBody,
    response: answers(previewReport),
  };
  routesOf(app).post('/elements/:keyOrId/polling/preview', { onRequest, schema }, async (request) => {
    const { connector } = await existingElement(deps, request);
    const { resource, definition, lastPollDate, sample, configuration } = request.body;
    const preview = await previewPoll(deps, {
      connector,
      organizationId: request.identity.caller.organizationId,
      resource,
      definition,
      lastPollDate,
      sample,
      configuration: { ...configurationDefaults(connector), ...configuration },
    });
    const paths = Object.values(connector.resources).map(({ path }) => `/hubs/${connector.hub}${path}`);
    return shown(preview, paths);
  });
}

function shown(preview: PollPreview, paths: string[]): PreviewReport {
  const { issues, warnings, definition, moments, previewed, bounds, times, requests, sample } = preview;
  return {
    issues,
    warnings,
    definition,
    lastPollDate: printInstant(moments.last),
    now: printInstant(moments.now),
    times,
    ...(previewed && bounds && { query: queryOf(bounds) }),
    ...(previewed && { resource: resourceOf(previewed.resource, paths) }),
    ...(requests && { requests }),
    ...(sample && {
      sample: {
        ...sample,
        updated: sample.updated && dateOf(sample.updated),
        created: sample.created && dateOf(sample.created),
        decision: { outcome: sample.decision.outcome, rule: sample.decision.rule },
      },
    }),
  };
}

const queryOf = ({
  lane,
  from,
  askedFrom,
  asksForAll,
  query,
  explanation,
}: NonNullable<PollPreview['bounds']>): PreviewReport['query'] => ({
  url: query?.url,
  lane,
  from: printInstant(from),
  askedFrom: printInstant(askedFrom),
  asksForAll,
  explanation,
});

function resourceOf(resource: ConnectorResource | undefined, paths: string[]): PreviewReport['resource'] {
  if (!resource) return { found: false, paths, filters: [], orders: [] };
  const { where, orderBy } = resource;
  const filters = Object.entries(where.fields).map(([name, { operators }]) => ({
    name,
    operators: Object.keys(operators),
  }));
  return { found: true, paths, filters, otherConditions: where.otherwise, orders: Object.keys(orderBy) };
}

const dateOf = ({ found, instant, ...date }: PreviewDate) => ({
  ...date,
  found: found ?? null,
  instant: isoOf(instant),
});

const isoOf = (instant: Instant | undefined): string | undefined =>
  instant === undefined ? undefined : printInstant(instant);
