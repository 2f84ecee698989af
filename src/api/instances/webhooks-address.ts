import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isListening } from '../../ingest/door/candidate.ts';
import { expectedKeys } from '../../ingest/door/expected-keys.ts';
import { connectorTakesWebhooks, webhooksOf } from '../../ingest/door/webhooks-of.ts';
import { keysOf } from '../../ingest/door/verify-candidate.ts';
import type { Connector } from '../../model/connector.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import { Fault } from '../../model/fault.ts';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import { sharedWebhookAddress, webhookAddress } from '../../model/webhook-address.ts';
import { askable } from '../../provision/webhooks/wanted-registrations.ts';
import { createFindWebhookInstance } from '../../store/find-webhook-instances.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access, type Identity } from '../authorization.ts';
import { publicBase } from '../public-base.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, noInstance, targetInstance, type InstancePlace } from '../target-instance.ts';

const addressBody = z
  .object({
    url: z
      .string()
      .describe(
        'Where the provider sends what is for this instance alone. It is a secret: users who may only read see its token masked, and so does GET of a browser session.',
      ),
    sharedUrl: z
      .string()
      .nullable()
      .describe(
        'Where the provider sends what is for all accounts, if it knows one address only: enter this one then. Of a connector that you have built it has a token, too.',
      ),
    taken: z.boolean().describe('False: webhooks are answered with 410, as events are off or polled alone.'),
    verification: z.array(z.string()).describe('Any of these kinds of proof is accepted.'),
    keys: z
      .array(z.object({ name: z.string(), known: z.boolean() }))
      .describe('What proofs are checked with: entries of the configuration, or what the provider hands over.'),
    handshakes: z.array(z.string()).describe('By which requests the provider may ask whether the address is yours.'),
    registersItself: z
      .boolean()
      .describe('True: the server asks the provider for webhooks; nothing is entered by hand.'),
    missing: z
      .array(z.string())
      .describe(
        'Entries of the configuration that are not set, without which the server asks for less, or for nothing.',
      ),
  })
  .meta({ id: 'WebhookAddress' });

/** `GET|POST /instances[/{id}]/webhooks/address`: what to enter at the provider. Additions to the contract. */
export function webhookAddressRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    addressRoute(app, deps, place, {
      method: 'GET',
      summary: 'The address for webhooks, and what its connector expects of them',
      mayKnow: ({ caller, via }) => caller.role !== 'viewer' && via === 'secrets',
    });
    addressRoute(app, deps, place, {
      method: 'POST',
      summary: 'The same, with the whole address for a browser session too: for whoever enters it at the provider now',
      mayKnow: () => true,
    });
  }
}

interface AddressRoute {
  method: 'GET' | 'POST';
  summary: string;
  /** Whether this caller sees the token of the address. */
  mayKnow: (identity: Identity) => boolean;
}

function addressRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace, route: AddressRoute): void {
  const { method, summary, mayKnow } = route;
  const schema = { tags: ['Webhooks'], summary, params: z.object(place.params), response: answers(addressBody) };
  const findInstance = createFindWebhookInstance(deps);
  const onRequest = access(deps, place.access);
  const handler = async (request: FastifyRequest) => {
    const { instance, connector } = await targetInstance(deps, request);
    const baseUrl = publicBase(deps, request);
    if (baseUrl === undefined) throw noPublicAddress();
    if (!connectorTakesWebhooks(connector)) throw takesNone(connector);
    const found = await findInstance(instance.id);
    if (!found) throw noInstance(instance.id);
    const webhooks = webhooksOf(connector);
    const { verify, handshakes } = webhooks;
    const { any, missing } = askable(connector, instance.configuration);
    const place = { baseUrl, connectorKey: connector.key };
    const shown = mayKnow(request.identity) ? deps.sealer : { sign: () => maskedValue };
    const builtBy = deps.catalog.shipped.some(({ id }) => id === connector.id) ? undefined : instance.organizationId;
    return {
      url: webhookAddress(shown, { ...place, instanceId: instance.id }),
      sharedUrl: isShared(webhooks) ? sharedWebhookAddress(shown, { ...place, builtBy }) : null,
      taken: isListening({ instance, connector }),
      verification: (verify.kind === 'anyOf' ? verify.of : [verify]).map(({ kind }) => kind),
      keys: expectedKeys(webhooks).map((name) => ({ name, known: keysOf(deps, found, name).length > 0 })),
      handshakes: handshakes.map(({ kind }) => kind),
      registersItself: any,
      missing,
    };
  };
  routesOf(app).route({ method, url: `${place.path}/webhooks/address`, onRequest, schema, handler });
}

const isShared = ({ address, route }: Webhooks): boolean => address === 'app' || route !== undefined;

const takesNone = ({ key }: Connector): Fault =>
  new Fault('webhook.not_taken', `The connector ${key} takes no webhooks.`);

const noPublicAddress = (): Fault =>
  new Fault(
    'connect.unavailable',
    'This server does not know the address that providers can send webhooks to: set TIDINGS_PUBLIC_URL.',
  );
