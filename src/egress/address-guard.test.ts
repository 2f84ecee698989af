import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, serve, type TestServer } from '../../test/kit/listen.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { systemClock } from '../lib/clock.ts';
import { createEgress, type Egress } from './egress.ts';

const hostile = [
  'http://127.0.0.1',
  'http://127.1',
  'http://127.0.1',
  'http://127.255.255.254',
  'http://2130706433',
  'http://0x7f000001',
  'http://0x7f.0.0.1',
  'http://0177.0.0.1',
  'http://017700000001',
  'http://0x7f.1',
  'http://127.0.0.1.',
  'http://１２７.０.０.１',
  'http://127。0。0。1',
  'http://%31%32%37.0.0.1',
  'http://user:password@127.0.0.1',
  'http://example.com@127.0.0.1',
  'http://0',
  'http://0.0.0.0',
  'http://0.1.2.3',
  'http://10.0.0.1',
  'http://10.255.255.255',
  'http://167772161',
  'http://172.16.0.1',
  'http://172.31.255.255',
  'http://192.168.0.1',
  'http://192.168.257',
  'http://169.254.169.254',
  'http://0xa9fea9fe',
  'http://2852039166',
  'http://0251.0376.0251.0376',
  'http://100.64.0.1',
  'http://100.100.100.200',
  'http://192.0.0.1',
  'http://192.0.2.1',
  'http://198.18.0.1',
  'http://198.51.100.1',
  'http://203.0.113.1',
  'http://224.0.0.1',
  'http://239.255.255.255',
  'http://240.0.0.1',
  'http://255.255.255.255',
  'http://4294967295',
  'http://192.88.99.1',
  'http://[::]',
  'http://[::1]',
  'http://[0:0:0:0:0:0:0:1]',
  'http://[0000::0001]',
  'http://[::ffff:127.0.0.1]',
  'http://[::ffff:7f00:1]',
  'http://[0:0:0:0:0:ffff:10.0.0.1]',
  'http://[::ffff:a9fe:a9fe]',
  'http://[::127.0.0.1]',
  'http://[::ffff:0:127.0.0.1]',
  'http://[64:ff9b::127.0.0.1]',
  'http://[64:ff9b:1::a00:1]',
  'http://[2002:7f00:1::]',
  'http://[2001:0:53aa:64c:0:0:0:1]',
  'http://[fc00::1]',
  'http://[fd00:ec2::254]',
  'http://[fe80::1]',
  'http://[fec0::1]',
  'http://[ff02::1]',
  'http://[100::1]',
  'http://[2001:db8::1]',
  'http://[5f00::1]',
  'http://localhost',
  'http://LOCALHOST',
];

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
  egress = createEgress({ clock: systemClock, random: () => 0, allowNetworks: [] });
  server = await listen((_request, response) => {
    hits++;
    response.end('inside');
  });
});
afterAll(async () => {
  await egress.close();
  await server.close();
});

test.each(hostile)('%s is refused, both beforehand and when a request is sent', async (origin) => {
  const url = `${origin}:${server.port}/`;
  await expect(egress.assertAllowed(url)).rejects.toMatchObject({ code: 'address.refused', status: 400 });
  await expect(egress.request({ method: 'GET', url })).rejects.toMatchObject({ code: 'address.refused' });
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

test('the message names the address, the reason and the setting that would allow it', async () => {
  await expect(egress.assertAllowed('http://0x7f.1/hook?key=secret')).rejects.toThrow(
    'The address 127.0.0.1 is loopback; only public addresses are allowed (TIDINGS_ALLOW_NETWORKS allows others).',
  );
});
