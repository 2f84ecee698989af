import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt } from '../../src/deliver/attempt.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type JsonRecord } from '../../src/lib/json.ts';
import { deliverySettings } from '../../src/model/instance-configuration/delivery-settings.ts';
import { callApi, textOf, type Answer } from '../kit/api.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { startFlow, until, type Flow } from '../kit/flow.ts';
import { expectRefused, hostileAddresses, hostileResolve, publicAddress } from '../kit/hostile-addresses.ts';
import { serve } from '../kit/listen.ts';
import { startTestServer, type TestServer } from '../kit/server.ts';
import { testEgress } from '../kit/test-egress.ts';

const key = 'event.notification.callback.url';
const entry = `configuration.${key}`;

const body = (url: string) =>
  withConfiguration(activecampaignBody, { 'base.url': 'https://provider.example.com', [key]: url });

/** A server that does nothing but answer the API. */
async function startApiServer(database: TestDatabase, allowNetworks: string): Promise<TestServer> {
  const { url: databaseUrl } = database;
  const options = { databaseUrl, clock: systemClock, roles: 'api', allowNetworks, resolve: hostileResolve };
  return startTestServer(options);
}

describe('a callback address of an instance', () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startApiServer(database, '');
  });
  afterAll(async () => {
    await server.app.close();
    await database.close();
  });

  const call = (method: string, path: string, sent: JsonRecord): Promise<Answer> =>
    callApi(server.app.url ?? '', method, path, { body: sent });

  async function stored() {
    const { db } = database;
    const [instances, polls, subscriptions] = await Promise.all([
      db.selectFrom('instances').selectAll().orderBy('id').execute(),
      db.selectFrom('polls').select('id').orderBy('id').execute(),
      db.selectFrom('subscriptions').select(['id', 'url']).orderBy('id').execute(),
    ]);
    return { instances, polls, subscriptions };
  }

  test('is tried in more than 150 ways that are hostile', () => {
    expect(new Set(hostileAddresses.map(({ url }) => url)).size).toBe(hostileAddresses.length);
    expect(hostileAddresses.length).toBeGreaterThan(150);
  });

  test.each(hostileAddresses)('%j is refused, and nothing is stored', async (address) => {
    const before = await stored();
    expectRefused(await call('POST', '/instances', body(address.url)), address, entry);
    expect(await stored()).toEqual(before);
  });

  test.each(['https://hooks.example.com/events', `http://${publicAddress}:8080/`, 'http://[2606:4700:4700::1111]/'])(
    '%s is accepted',
    async (url) => expect((await call('POST', '/instances', body(url))).status).toBe(200),
  );

  test('cannot be changed to a hostile one either', async () => {
    const made = await call('POST', '/instances', body('https://hooks.example.com/first'));
    const path = `/instances/${textOf(made.object['id'])}`;
    const before = await stored();
    for (const address of hostileAddresses) {
      expectRefused(await call('PUT', path, body(address.url)), address, entry);
      expectRefused(await call('PATCH', path, { configuration: { [key]: address.url } }), address, entry);
      const one = await call('PATCH', `${path}/configuration/${key}`, { propertyValue: address.url });
      expectRefused(one, address, entry);
    }
    expect(await stored()).toEqual(before);
  });

  test('in a network that TIDINGS_ALLOW_NETWORKS names is accepted, however it is written, and no other is', async () => {
    const open = await startApiServer(database, '127.0.0.1, 10.0.0.0/8, fd00::/8');
    const create = (url: string) => callApi(open.app.url ?? '', 'POST', '/instances', { body: body(url) });
    // 192.168.1.1 is that of a name that has an allowed address as well.
    const allowed = /^(127\.0\.0\.1|10\..*|fd..:.*|::ffff:(7f00:1|a00:1|10\.0\.0\.5)|192\.168\.1\.1)$/;
    const reaching = hostileAddresses.filter(({ reaches }) => reaches !== undefined);
    const inside = reaching.filter(({ reaches = '' }) => allowed.test(reaches));
    const outside = reaching.filter(({ reaches = '' }) => !allowed.test(reaches));
    for (const address of outside) expectRefused(await create(address.url), address, entry);
    expect(Math.min(inside.length, outside.length)).toBeGreaterThan(30);
    for (const { url } of inside) expect({ url, status: (await create(url)).status }).toEqual({ url, status: 200 });
    expect((await create('http://hooks.internal/')).status).toBe(200);
    await open.app.close();
  });
});

/** What became of each attempt. */
const attempts = ({ db }: Flow) =>
  db.selectFrom('delivery_attempts').select(['outcome', 'status_code', 'detail']).orderBy('id').execute();

describe('when a notification is sent', () => {
  test('a name that turned inwards after the instance was made is called no more, and the attempt says why', async () => {
    let address = publicAddress;
    const resolve = () => Promise.resolve([{ address, family: 4 }]);
    const flow = await startFlow({ outbound: { resolve, allowNetworks: '127.0.0.1' } });
    const { port } = new URL(flow.receiver.url);
    const { salesloft } = flow.simulator;
    const id = await flow.instance(salesloft, { [key]: `http://rebinding.example:${port}/callback` });
    address = '127.0.0.2';
    salesloft.create('people');
    await flow.poll(id);
    await until(async () => (await attempts(flow)).length > 0);
    expect((await attempts(flow))[0]).toEqual({
      outcome: 'failed',
      status_code: null,
      detail:
        'rebinding.example resolves to 127.0.0.2, which is loopback; only public addresses are allowed (TIDINGS_ALLOW_NETWORKS allows others).',
    });
    expect(flow.receiver.received).toEqual([]);
  });

  test('a callback in a network that TIDINGS_ALLOW_NETWORKS names is called', async () => {
    const flow = await startFlow({ outbound: { allowNetworks: '127.0.0.0/8' } });
    const { port } = new URL(flow.receiver.url);
    const { salesloft } = flow.simulator;
    const id = await flow.instance(salesloft, { [key]: `http://localhost:${port}/callback` });
    salesloft.create('people');
    await flow.poll(id);
    await flow.delivered();
    expect(flow.receiver.received).toHaveLength(1);
  });

  test('a redirect inwards is not followed where redirects are, and the attempt says so', async () => {
    const flow = await startFlow({ outbound: { allowNetworks: '127.0.0.1' } });
    flow.receiver.answer = () => ({ status: 308, headers: { location: 'http://169.254.169.254/latest/meta-data/' } });
    const { salesloft } = flow.simulator;
    const id = await flow.instance(salesloft, { 'event.notification.redirects': '5' });
    salesloft.create('people');
    await flow.poll(id);
    await until(async () => (await attempts(flow)).length > 0);
    const { host } = new URL(flow.receiver.url);
    expect((await attempts(flow))[0]).toEqual({
      outcome: 'failed',
      status_code: 308,
      detail: `${host} redirects to an address that is not allowed. The address 169.254.169.254 is link-local; only public addresses are allowed (TIDINGS_ALLOW_NETWORKS allows others).`,
    });
    expect(flow.receiver.received).toHaveLength(1);
  });

  /** Those that a `Location` can say and that the server that redirects does not have itself. */
  const redirects = hostileAddresses.filter(
    ({ url, reaches }) =>
      reaches !== undefined && !['127.0.0.1', '::ffff:7f00:1'].includes(reaches) && /^[\x20-\x7e]+$/.test(url),
  );

  test.each(redirects)('a redirect to %j is refused there, and is what the attempt failed of', async (address) => {
    let requests = 0;
    const server = await serve((_request, response) => {
      requests++;
      response.writeHead(307, { location: address.url }).end();
    });
    const egress = testEgress({ allowNetworks: ['127.0.0.1'], resolve: hostileResolve });
    const notification = { organizationId: 1, subscriptionId: 6, notificationId: 99, body: '{}' };
    const made = await attempt(
      { egress, clock: systemClock },
      {
        ...notification,
        url: server.url,
        contentType: 'application/json',
        settings: { ...deliverySettings({}, {}), maxRedirects: 5 },
      },
    );
    const from = `127\\.0\\.0\\.1:${server.port} redirects to an address that is not allowed`;
    expect(made).toMatchObject({
      kind: 'made',
      outcome: {
        kind: 'failed',
        reason: 'address',
        // Of the redirect itself, the only answer that came.
        statusCode: 307,
        detail: expect.stringMatching(`^${from}\\. .*${address.reaches}.* is .*TIDINGS_ALLOW_NETWORKS`) as string,
      },
    });
    expect(requests).toBe(1);
  });

  test('redirects are tried to more than 60 hostile addresses', () => expect(redirects.length).toBeGreaterThan(60));
});
