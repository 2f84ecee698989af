import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { connectStatus, type ConnectStatus } from '../../provision/connect-status.ts';
import { startConnect } from '../../provision/start-connect.ts';
import { findInstance } from '../../store/find-instance.ts';
import type { Caller } from '../../store/find-user.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { callbackUrl } from '../oauth/public-url.ts';
import { calledAt } from '../public-base.ts';
import { answers, routesOf } from '../routes.ts';
import { connectorOf, noInstance } from '../target-instance.ts';
import { keyOrId } from './elements.ts';

const tags = ['Connect'];
const text = z.string().trim().min(1).max(255);

const connectBody = z.strictObject({
  name: text.optional().describe('Of the new instance. Default: the name of the connector.'),
  tags: z.array(text).max(100).optional(),
  configuration: z.record(z.string(), z.unknown()).optional().describe('As for POST /instances, without a code.'),
  returnUrl: z
    .url({ protocol: /^https?$/, error: 'a whole http or https URL' })
    .optional()
    .describe('Where the user is sent in the end, with status and instanceId. Absent: a page of this server says it.'),
  instanceId: z.number().int().optional().describe('An instance to connect again, instead of making one.'),
});

const started = z.object({
  connectUrl: z.string().describe('The page of the provider that the user is to open.'),
  state: z.string(),
  expiresDate: z.string().describe('The user must have consented by then.'),
  warnings: z.array(z.object({ path: z.string(), message: z.string() })),
});

const status = z.object({
  status: z.enum(['waiting', 'connected', 'failed']),
  instanceId: z.number().nullable(),
  token: z
    .string()
    .nullable()
    .describe('Of the instance that was made: told to the user who began it, for five minutes; null otherwise.'),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      providerMessage: z.string().optional(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    })
    .nullable(),
  expiresDate: z.string(),
});

/** `POST /elements/{keyOrId}/connect` and `GET …/connect/{state}`: additions to the contract. */
export function connectRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const start = { tags, summary: 'Send a user to the provider', params: keyOrId, body: connectBody };
  routesOf(app).post(
    '/elements/:keyOrId/connect',
    { onRequest, schema: { ...start, response: answers(started) } },
    async (request) => {
      const { caller } = request.identity;
      const connector = await connectorOf(deps.catalog, caller.organizationId, request.params.keyOrId);
      const { instanceId, name, tags: given, configuration, returnUrl } = request.body;
      const instance = instanceId === undefined ? undefined : await instanceOf(deps, caller, instanceId);
      if (instance) requireSame(instance, connector.key);
      const { expiresAt, ...answer } = await startConnect(deps, {
        caller,
        connector,
        instance,
        name,
        tags: given,
        configuration,
        returnUrl,
        callbackUrl: callbackUrl(deps, request),
        calledAt: calledAt(request),
      });
      return { ...answer, expiresDate: new Date(expiresAt).toISOString() };
    },
  );
  const params = keyOrId.extend({ state: z.string().describe('What POST …/connect has answered.') });
  routesOf(app).get(
    '/elements/:keyOrId/connect/:state',
    { onRequest, schema: { tags, summary: 'How it went', params, response: answers(status) } },
    async ({ identity: { caller }, params: { keyOrId: named, state } }) => {
      const connector = await connectorOf(deps.catalog, caller.organizationId, named);
      const found = await connectStatus(deps, { caller, connector, state });
      const { fault, expiresAt, tokenOfMadeSince, ...stands } = found;
      const token = tokenOfMadeSince === null ? null : await tokenOfMade(deps, caller, found);
      return { ...stands, token, error: fault, expiresDate: new Date(expiresAt).toISOString() };
    },
  );
}

/** Null for an instance that was there before, and was connected again. */
async function tokenOfMade(
  deps: ApiDeps,
  { organizationId }: Caller,
  { instanceId, tokenOfMadeSince }: ConnectStatus,
): Promise<string | null> {
  if (instanceId === null || tokenOfMadeSince === null) return null;
  const instance = await findInstance(deps, { organizationId, id: instanceId });
  return instance && instance.createdAt >= tokenOfMadeSince ? instance.token : null;
}

async function instanceOf(
  deps: ApiDeps,
  { organizationId }: { organizationId: number },
  id: number,
): Promise<StoredInstance> {
  const instance = await findInstance(deps, { organizationId, id });
  if (!instance) throw noInstance(id);
  return instance;
}

function requireSame({ id, connectorKey }: StoredInstance, key: string): void {
  if (connectorKey === key) return;
  const message = `found ${id}, which is an instance of ${connectorKey}; allowed: an instance of ${key}`;
  throw new Fault('request.malformed', `instanceId: ${message}.`, { issues: [{ path: 'instanceId', message }] });
}
