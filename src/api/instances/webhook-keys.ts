import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import { forgetWebhookKeys, listWebhookKeys } from '../../store/webhook-keys.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';

const keyBody = z
  .object({
    name: z.string().describe('Under this name the connector verifies with it.'),
    value: z.string().describe(`${maskedValue} for a browser session.`),
    createdDate: z.string(),
  })
  .meta({ id: 'WebhookKey' });

/** `GET|DELETE /instances[/{id}]/webhooks/keys`: what handshakes of the provider have brought. Additions to the contract. */
export function webhookKeyRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    listRoute(app, deps, place);
    forgetRoute(app, deps, place);
  }
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Webhooks'],
    summary: 'The keys that handshakes of the provider have brought, newest first. Not for users who may only read',
    params: z.object(place.params),
    response: answers(z.array(keyBody)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/webhooks/keys`, { onRequest, schema }, async (request) => {
    refuseViewer(request);
    const { instance } = await targetInstance(deps, request);
    const keys = await listWebhookKeys(deps, instance.id);
    const { via } = request.identity;
    return keys.map(({ name, value, createdAt }) => ({
      name,
      value: via === 'session' ? maskedValue : value,
      createdDate: new Date(createdAt).toISOString(),
    }));
  });
}

function forgetRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Webhooks'],
    summary: 'Forget these keys, before a webhook is made anew by hand at the provider',
    params: z.object(place.params),
    response: answers(z.object({ forgotten: z.number() })),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).delete(`${place.path}/webhooks/keys`, { onRequest, schema }, async (request) => {
    const { instance } = await targetInstance(deps, request);
    const { userId: by } = request.identity.caller;
    return { forgotten: await forgetWebhookKeys(deps.db, { instanceId: instance.id, by, now: deps.clock.now() }) };
  });
}

function refuseViewer({ identity }: FastifyRequest): void {
  if (identity.caller.role === 'viewer') throw new Fault('access.denied', 'This user may only read, and no secrets.');
}
