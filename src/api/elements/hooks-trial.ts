import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { tryHook, type TrialReport } from '../../ingest/hook/try-hook.ts';
import { configurationDefaults } from '../../model/instance-configuration/configuration-defaults.ts';
import { anyJson } from '../any-json.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { keyOrId } from './elements.ts';
import { existingElement } from './existing-element.ts';
import { trialBody, trialOf } from './hook-trials.ts';

const json = anyJson.optional();

const report = z
  .object({
    events: json.describe('`event`: what would be told.'),
    request: json.describe('`preRequest`: the request that would be sent.'),
    response: json.describe('The answer that records would be taken from.'),
    errorMessage: z.string().optional().describe('The error that a hook of a request reports.'),
    result: json.describe('What was given to `done`.'),
    log: z.array(z.string()).describe('What the code has written.'),
    durationMs: z.number().describe('With the time for which it waited for its turn.'),
    error: z
      .object({
        reason: z.string().describe('See docs/reference/hooks.md; `result`: what was given to `done` cannot be used.'),
        message: z.string(),
        line: z.number().optional().describe('In the code, from 1.'),
        column: z.number().optional(),
      })
      .optional()
      .describe('Absent: it went well.'),
  })
  .meta({ id: 'HookTrialReport' });

type Report = z.output<typeof report>;

/** `POST /elements/{keyOrId}/hooks/trial`: nothing of what the hook says is done. */
export function hookTrialRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const schema = {
    tags: ['Elements'],
    summary: 'Try a hook',
    description: 'An addition of ours. A hook that fails is an answer, too: see `error`.',
    params: keyOrId,
    body: trialBody,
    response: answers(report),
  };
  routesOf(app).post('/elements/:keyOrId/hooks/trial', { onRequest, schema }, async (request) => {
    const { connector } = await existingElement(deps, request);
    const account = {
      organizationId: request.identity.caller.organizationId,
      instanceId: 0,
      connector,
      configuration: { ...configurationDefaults(connector), ...request.body.configuration },
    };
    return shown(await tryHook(deps, trialOf(request.body, account, deps.clock.now())));
  });
}

const shown = ({ effect, ...went }: TrialReport): Report => ({ ...(effect as Pick<Report, 'events'>), ...went });
