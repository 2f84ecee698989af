import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { createSealer } from '../../lib/sealer.ts';
import type { Connector } from '../../model/connector.ts';
import { sharedWebhookToken } from '../../model/webhook-address.ts';
import { sharedConnector } from './shared-connector.ts';

const webhooks = { verify: { kind: 'none' } };
const sealer = createSealer(Buffer.alloc(32));
const shipped = testConnector({}, { key: 'crm', id: 1, webhooks });
const ofSeven = testConnector({}, { key: 'crm', id: 100_007, webhooks });
const ofEight = testConnector({}, { key: 'crm', id: 100_008, webhooks });

const find = (has: { shipped?: Connector[]; built?: Record<number, Connector> }, token?: string) => {
  const { shipped = [], built = {} } = has;
  return sharedConnector(
    {
      sealer,
      catalog: { shipped, find: (id) => Promise.resolve(built[id] ?? shipped[0]) },
      organizationsBuilding: () => Promise.resolve(Object.keys(built).map(Number)),
    },
    'crm',
    token,
  );
};
const built = { 7: ofSeven, 8: ofEight };

test('without a token the connector that comes with the server is meant, whoever has built one of its key', async () => {
  expect(await find({ shipped: [shipped], built })).toEqual({ connector: shipped, organizationId: undefined });
  expect(await find({ shipped: [shipped], built }, 'a token of the vendor')).toMatchObject({ connector: shipped });
});

test('the token of an organisation means what it has built', async () => {
  const token = sharedWebhookToken(sealer, 8);
  expect(await find({ shipped: [shipped], built }, token)).toEqual({ connector: ofEight, organizationId: 8 });
  expect(await find({ built }, token)).toEqual({ connector: ofEight, organizationId: 8 });
  expect(await find({ shipped: [shipped], built }, sharedWebhookToken(sealer, 9))).toMatchObject({
    connector: shipped,
  });
});

test('where none comes with the server, the only one that was built is meant; of several none is', async () => {
  expect(await find({ built: { 7: ofSeven } })).toEqual({ connector: ofSeven, organizationId: 7 });
  await expect(find({ built })).rejects.toMatchObject({
    code: 'connector.not_found',
    message: expect.stringContaining('webhooks/address') as string,
  });
});

test('connectors that take no webhooks, or do not exist, are none', async () => {
  const polled = testConnector({}, { key: 'crm', id: 1 });
  await expect(find({ shipped: [polled] })).rejects.toMatchObject({ code: 'connector.not_found' });
  await expect(find({})).rejects.toMatchObject({ code: 'connector.not_found' });
});
