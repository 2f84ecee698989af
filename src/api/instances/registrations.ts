import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Connector } from '../../model/connector.ts';
import { registrationStatuses } from '../../model/webhook-registration.ts';
import { baseOf } from '../../provision/provisioning.ts';
import { notRegistered } from '../../provision/webhooks/not-registered.ts';
import { registerNow } from '../../provision/webhooks/register-now.ts';
import { listRegistrations, type Registration } from '../../store/registrations-list.ts';
import { askAnew } from '../../store/registrations-save.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { calledAt } from '../public-base.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { emptyBody } from './empty-body.ts';
import { refuseDisabled } from './polled-resources.ts';

const moment = z.string().nullable();

const registrationBody = z
  .object({
    name: z.string().describe('Of the registrations that the connector declares.'),
    each: z.string().nullable().describe('The value that it stands for, where there are several.'),
    status: z
      .enum(registrationStatuses)
      .describe(
        'wanted: not asked for yet. active: the provider sends. failed: asking failed and is tried again. unwanted: it is being taken back.',
      ),
    resources: z.array(z.string()).describe('What it tells of. Empty: all.'),
    subscribedDate: moment,
    renewedDate: moment,
    checkedDate: moment.describe('When the provider last said that it is still there.'),
    expiresDate: moment.describe('When it ends unless it is renewed. Null: it does not, or the provider did not say.'),
    nextStepDate: moment.describe(
      'When something is done by itself: another try, a renewal, a check. Null: nothing is.',
    ),
    attempts: z.number().describe('Tries in a row that failed.'),
    error: z.object({ code: z.string(), message: z.string() }).nullable().describe('Why the last one failed.'),
  })
  .meta({ id: 'WebhookRegistration' });

/** `GET /instances[/{id}]/webhooks/registrations` and `POST …/renew`: additions to the contract. */
export function registrationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    listRoute(app, deps, place);
    renewRoute(app, deps, place);
  }
}

const about = (place: InstancePlace, summary: string) => ({
  tags: ['Webhooks'],
  summary,
  params: z.object(place.params),
  response: answers(z.array(registrationBody)),
});

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = about(place, 'How webhooks were asked for at the provider');
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/webhooks/registrations`, { onRequest, schema }, async (request) => {
    const { instance, connector } = await targetInstance(deps, request);
    return bodiesOf(deps, instance.id, connector);
  });
}

function renewRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = { ...about(place, 'Ask the provider for webhooks anew'), body: emptyBody };
  const onRequest = access(deps, place.access);
  routesOf(app).post(`${place.path}/webhooks/registrations/renew`, { onRequest, schema }, async (request) => {
    const { instance, connector } = await targetInstance(deps, request);
    refuseDisabled(instance);
    const instanceId = instance.id;
    const count = await askAnew(deps.db, { instanceId, base: baseOf(deps, calledAt(request)), now: deps.clock.now() });
    if (count === 0) throw notRegistered(connector, instance.configuration);
    const warnings = await registerNow(deps, { instanceId, connector });
    deps.log.info({ instanceId, warnings }, 'webhooks asked for anew');
    return bodiesOf(deps, instanceId, connector);
  });
}

async function bodiesOf({ db }: Pick<ApiDeps, 'db'>, instanceId: number, connector: Connector) {
  const registrations = await listRegistrations(db, instanceId);
  return registrations.map((registration) => toBody(registration, connector));
}

const toBody = (registration: Registration, { webhooks }: Connector): z.output<typeof registrationBody> => ({
  name: registration.name,
  each: registration.each === '' ? null : registration.each,
  status: registration.status,
  resources: webhooks?.registrations[registration.name]?.resources ?? [],
  subscribedDate: dateOf(registration.subscribedAt),
  renewedDate: dateOf(registration.renewedAt),
  checkedDate: dateOf(registration.checkedAt),
  expiresDate: dateOf(registration.expiresAt),
  nextStepDate: dateOf(registration.nextStepAt),
  attempts: registration.attempts,
  error: registration.fault,
});

const dateOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
