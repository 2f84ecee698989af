import type { LookupAddress } from 'node:dns';
import { isIPv6 } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileAddresses, hostileResolve } from '../../test/kit/hostile-addresses.ts';
import { listen, serve, type TestServer } from '../../test/kit/listen.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { systemClock } from '../lib/clock.ts';
import { createAddressRules } from './address-rules.ts';
import { createEgress, type Egress } from './egress.ts';
import { allowedAddresses } from './guarded-connector.ts';

/** Those that are refused for where they lead. */
const hostile = hostileAddresses.filter(({ reaches }) => reaches !== undefined);

const hostileNames: [string, LookupAddress[]][] = [
  ['internal.example', [{ address: '10.0.0.5', family: 4 }]],
  ['metadata.example', [{ address: '169.254.169.254', family: 4 }]],
  ['mapped.example', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  [
    'both.example',
    [
      { address: '::1', family: 6 },
      { address: '192.168.1.1', family: 4 },
    ],
  ],
  ['zone.example', [{ address: 'fe80::1%eth0', family: 6 }]],
];

let egress: Egress;
let server: TestServer;
let hits = 0;
beforeAll(async () => {
  egress = createEgress({ clock: systemClock, random: () => 0, allowNetworks: [], resolve: hostileResolve });
  server = await listen((_request, response) => {
    hits++;
    response.end('inside');
  });
});
afterAll(async () => {
  await egress.close();
  await server.close();
});

test.each(hostile)('$url is refused, both beforehand and when a request is sent', async ({ url, reaches }) => {
  const expected = { code: 'address.refused', status: 400, message: expect.stringContaining(reaches ?? '') as string };
  await expect(egress.assertAllowed(url)).rejects.toMatchObject(expected);
  await expect(egress.request({ method: 'GET', url })).rejects.toMatchObject(expected);
  const withPort = Object.assign(new URL(url), { protocol: 'http:', port: String(server.port) }).href;
  await expect(egress.request({ method: 'GET', url: withPort })).rejects.toMatchObject(expected);
  expect(hits).toBe(0);
});

test.each(hostileNames)('the name %s is refused for what it resolves to', async (hostname, addresses) => {
  const guarded = testEgress({ allowNetworks: [], resolve: () => Promise.resolve(addresses) });
  const url = `http://${hostname}:${server.port}/`;
  const [first] = addresses;
  const expected = {
    code: 'address.refused',
    message: expect.stringContaining(`${hostname} resolves to ${first?.address}, which is `),
  };
  await expect(guarded.assertAllowed(url)).rejects.toMatchObject(expected);
  await expect(guarded.request({ method: 'GET', url })).rejects.toMatchObject(expected);
  expect(hits).toBe(0);
});

test('a name that turns inwards after it was checked is refused when the connection is made', async () => {
  const answers = [[{ address: '93.184.216.34', family: 4 }], [{ address: '127.0.0.1', family: 4 }]];
  const rebinding = testEgress({
    allowNetworks: [],
    resolve: () => Promise.resolve(answers.shift() ?? []),
  });
  const url = `http://rebinding.example:${server.port}/`;
  await rebinding.assertAllowed(url);
  await expect(rebinding.request({ method: 'GET', url })).rejects.toMatchObject({ code: 'address.refused' });
  expect(hits).toBe(0);
});

test('the address that was checked is the one that is connected to: a name is resolved once a connection', async () => {
  let lookups = 0;
  const resolve = () =>
    Promise.resolve(lookups++ === 0 ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '10.0.0.1', family: 4 }]);
  const pinned = testEgress({ resolve });
  const inside = await serve((_request, response) => response.end('pinned'));
  const answer = await pinned.request({ method: 'GET', url: `http://pinned.example:${inside.port}/` });
  expect([answer.body.toString(), lookups]).toEqual(['pinned', 1]);
});

test('of a name with allowed and refused addresses only the allowed ones are used', async () => {
  const resolve = () =>
    Promise.resolve([
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
  const mixed = testEgress({ resolve });
  const inside = await serve((_request, response) => response.end('allowed'));
  await mixed.assertAllowed(`http://mixed.example:${inside.port}/`);
  expect((await mixed.request({ method: 'GET', url: `http://mixed.example:${inside.port}/` })).body.toString()).toBe(
    'allowed',
  );
});

test('only the allowed ones are handed to the socket, in their order', async () => {
  const addresses = ['10.0.0.1', '93.184.216.34', 'fd00::1', '2606:4700::1', '::ffff:127.0.0.1'];
  const resolve = () => Promise.resolve(addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })));
  const allowed = await allowedAddresses({ rules: createAddressRules([]), resolve }, 'mixed.example');
  expect(allowed.map(({ address }) => address)).toEqual(['93.184.216.34', '2606:4700::1']);
});

test('localhost is this machine, whatever a resolver says', async () => {
  const elsewhere = { resolve: () => Promise.resolve([{ address: '93.184.216.34', family: 4 }]) };
  const closed = testEgress({ allowNetworks: [], ...elsewhere });
  const inside = await serve((_request, response) => response.end('here'));
  const open = testEgress({ allowNetworks: ['127.0.0.0/8'], ...elsewhere });
  for (const name of ['localhost', 'app.localhost', 'localhost.']) {
    const url = `http://${name}:${inside.port}/`;
    await expect(closed.assertAllowed(url)).rejects.toThrow(/resolves to 127\.0\.0\.1, which is loopback/);
    expect((await open.request({ method: 'GET', url })).body.toString()).toBe('here');
  }
  await closed.assertAllowed('http://notlocalhost/');
});

test('a name that only private networks have and that does not resolve is refused unless one of them is allowed', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
  const closed = testEgress({ allowNetworks: [], resolve });
  const open = testEgress({ allowNetworks: ['10.0.0.0/8'], resolve });
  for (const name of ['hooks.internal', 'printer.local.', 'intranet', 'nas.home.arpa', 'svc.cluster.local']) {
    const url = `http://${name}/`;
    await expect(closed.assertAllowed(url)).rejects.toMatchObject({
      code: 'address.refused',
      message: expect.stringContaining(`${name} does not resolve, and only private networks have such names`) as string,
    });
    await expect(open.assertAllowed(url)).resolves.toBeUndefined();
  }
  await expect(closed.assertAllowed('http://internal.example.com/')).resolves.toBeUndefined();
});

test('the message names the address, the reason and the setting that would allow it', async () => {
  await expect(egress.assertAllowed('http://0x7f.1/hook?key=secret')).rejects.toThrow(
    'The address 127.0.0.1 is loopback; only public addresses are allowed (TIDINGS_ALLOW_NETWORKS allows others).',
  );
});
