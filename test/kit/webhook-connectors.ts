import { createHmac } from 'node:crypto';
import type { Connector } from '../../src/model/connector.ts';
import { testConnector } from './test-connector.ts';

const hmac = { kind: 'hmac', header: 'X-Signature', key: { entry: 'webhook.key' } };
const rules = [{ resource: 'rows', id: 'id' }];

/** Every delivery has an id, a signature over the time and the body, and the address may be asked for a challenge. */
const signedConnector = testConnector(
  {},
  {
    id: 91,
    key: 'signed',
    webhooks: {
      verify: { ...hmac, signed: '{timestamp}.{body}', timestamp: { header: 'X-Time' } },
      handshakes: [
        { kind: 'echoQuery', parameter: 'challenge' },
        { kind: 'echoHeader', header: 'X-Hook-Secret', keep: 'webhook.key' },
        { kind: 'ping', methods: ['HEAD'] },
      ],
      delivery: { header: 'X-Delivery' },
      rules,
    },
  },
);

const forAll = {
  address: 'app',
  verify: hmac,
  handshakes: [{ kind: 'echoField', field: 'challenge' }],
  route: { list: 'items', value: 'team', entry: 'team.id' },
  items: 'items',
  rules: [{ resource: 'rows', id: 'id', record: '' }],
};

/** One address for all accounts; the body says whose each item is. */
const sharedConnector = testConnector({}, { id: 92, key: 'shared', webhooks: forAll });

/** The same, where the account is known by a secret, for a provider that wants an answer without a body. */
const secretTeamConnector = testConnector(
  {},
  {
    id: 96,
    key: 'secretteam',
    configuration: [{ key: 'team.id', name: 'Team', type: 'PASSWORD' }],
    webhooks: { ...forAll, answer: 'empty' },
  },
);

/** Nothing is signed; the address is the secret, and its first request brings a token to copy. */
const secretAddressConnector = testConnector(
  {},
  {
    id: 93,
    key: 'secretaddress',
    webhooks: {
      verify: { kind: 'secretUrl' },
      handshakes: [{ kind: 'keepField', field: 'verification_token', keep: 'verification.token' }],
      rules,
    },
  },
);

/** Code says what a webhook means, and whether it is genuine. */
const hookedConnector = testConnector(
  {},
  { id: 94, key: 'hooked', hooks: { event: { body: 'done({ events: [] })' } } },
);

/** Each item of a batch shows the secret itself. */
const batchedConnector = testConnector(
  {},
  {
    id: 97,
    key: 'batched',
    webhooks: {
      verify: { kind: 'token', in: { field: 'state' }, each: true, key: { entry: 'webhook.key' } },
      items: 'value',
      rules,
    },
  },
);

const polledConnector = testConnector({}, { id: 95, key: 'polled' });

export const webhookConnectors: Connector[] = [
  signedConnector,
  sharedConnector,
  secretTeamConnector,
  secretAddressConnector,
  hookedConnector,
  batchedConnector,
  polledConnector,
];

export const hmacOf = (key: string, signed: string): string => createHmac('sha256', key).update(signed).digest('hex');
