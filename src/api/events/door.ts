import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { receiveWebhook, type Received } from '../../ingest/door/receive-webhook.ts';
import type { DoorDeps } from '../../ingest/door/door-deps.ts';
import { Fault } from '../../model/fault.ts';
import {
  createFindWebhookInstance,
  findInstancesByValue,
  findInstancesOfConnector,
  findNewestInstances,
  organizationsBuilding,
} from '../../store/find-webhook-instances.ts';
import type { Unreadable } from '../../store/open-readable.ts';
import { createInsertReceived } from '../../store/insert-received.ts';
import { keepWebhookKey } from '../../store/webhook-keys.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answers } from '../routes.ts';
import { takeRawBodies } from './raw-body.ts';
import { toWebhookRequest } from './to-webhook-request.ts';

const key = z.string().describe('The key of the connector.');
const id = z.string().describe('The id of the instance in base64, padded or not.');
const description =
  'Called by providers, without Authorization. The body may be JSON, a form, or empty; GET says what it says in its query. ' +
  'docs/reference/webhooks.md tells how a request is verified, and which status means what.';

const addresses = [
  { path: '/events/:key', summary: 'Take a webhook; the request itself says for which accounts', params: { key } },
  { path: '/events/:key/:encodedId', summary: 'Take a webhook for an instance', params: { key, encodedId: id } },
];

/** `POST|GET|HEAD /events/{key}[/{base64 id}]`: where providers send webhooks. It has a scope of its own, as it reads bytes. */
export function webhookDoor(app: FastifyInstance, deps: ApiDeps): void {
  takeRawBodies(app);
  const door = doorDeps(deps);
  for (const { path, summary, params } of addresses) {
    for (const method of ['POST', 'GET', 'HEAD'] as const) {
      const described = {
        security: [],
        tags: ['Webhooks'],
        summary,
        description,
        params: z.object(params),
        response: answers(z.object({}).describe('Stored; or the answer to a handshake.')),
      };
      app.route({
        method,
        url: path,
        exposeHeadRoute: false,
        config: { dailyBusiness: true },
        schema: method === 'HEAD' ? { ...described, hide: true } : described,
        handler: (request, reply) => takeWebhook({ deps, door }, request, reply),
      });
    }
  }
}

function doorDeps(deps: ApiDeps): DoorDeps {
  const { db, log } = deps;
  const unreadable: Unreadable = (about, err) => log.error({ ...about, err }, 'stored secrets do not open');
  const reading = { ...deps, unreadable };
  return {
    ...deps,
    findInstance: createFindWebhookInstance(deps),
    findInstancesByValue: (wanted) => findInstancesByValue(reading, wanted),
    findInstancesOfConnector: (wanted) => findInstancesOfConnector(reading, wanted),
    findNewestInstances: (wanted) => findNewestInstances(reading, wanted),
    organizationsBuilding: (connectorKey) => organizationsBuilding(db, connectorKey),
    insertReceived: createInsertReceived(db),
    keepKey: (kept) => keepWebhookKey(deps, kept),
  };
}

async function takeWebhook(
  { deps, door }: { deps: ApiDeps; door: DoorDeps },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { publicUrl, clock, telemetry } = deps;
  const { key: connectorKey, encodedId } = request.params as { key: string; encodedId?: string };
  let received: Received;
  try {
    const sent = toWebhookRequest({ publicUrl, now: clock.now() }, request);
    received = await receiveWebhook(door, { key: connectorKey, encodedId }, sent);
  } catch (error) {
    telemetry.webhookAnswered(error instanceof Fault && error.status < 500 ? 'refused' : 'failed');
    throw error;
  }
  telemetry.webhookAnswered(received.outcome);
  if (received.outcome === 'stored') deps.wakeInbox?.();
  if (received.outcome === 'handshake') {
    const { status, headers, body } = received.answer;
    return reply.code(status).headers(headers).send(body);
  }
  return received.body === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(received.body);
}
