import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadShipped } from '../../src/catalog/load-shipped.ts';
import { checkFolder } from '../../src/commands/check/check-folder.ts';
import { runConnectorRecord } from '../../src/commands/connector-record.ts';
import { recordFixture, type Recording } from '../../src/commands/record/record-fixture.ts';
import { useLaboratory } from '../kit/laboratory.ts';
import { answerJson, serve } from '../kit/listen.ts';
import { shopYaml, writeShop } from '../kit/shop-connector.ts';
import { testEgress } from '../kit/test-egress.ts';

const laboratory = useLaboratory();
const key = 'live-key-4711';

const customers = [
  { email: 'grace@navy.example.mil', first_name: 'Grace', last_name: 'Hopper', phone: '+1 202 5550143' },
  { email: 'ada@lovelace.org', first_name: 'Ada', last_name: 'Lovelace', phone: '+44 20 79460000' },
];

/** A shop with two orders of the last hour, one on each page; each shows who it is of, and a token of a session. */
async function liveShop() {
  const recent = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, '');
  const orders = customers.map((customer, index) => ({
    id: `o-${index}`,
    customer,
    note: `${customer.first_name} called: ${customer.email}`,
    session_token: `s-${index}-9f8e7d`,
    discount: null,
    created: recent,
    updated: recent,
  }));
  return serve((request, response) => {
    if (request.headers['x-key'] !== key) return answerJson(response, 401, {});
    const { searchParams } = new URL(request.url ?? '', 'http://shop');
    const offset = Number(searchParams.get('offset'));
    answerJson(response, 200, { orders: orders.slice(offset, offset + Number(searchParams.get('limit'))) });
  });
}

const personal = [
  key,
  's-0-9f8e7d',
  'navy',
  'lovelace',
  'Lovelace',
  'Hopper',
  'Grace',
  '127.0.0.1',
  '2025550143',
  '5550143',
];

async function recorded(read: Recording['read'], url: string) {
  const folder = await writeShop({ yaml: shopYaml.replaceAll(/\b2\b(?=[,} ])/g, '1'), fixtures: {} });
  const [connector] = await loadShipped(join(folder, '..'));
  if (!connector) throw new Error('there is no connector');
  const configuration = { 'base.url': `${url}/v1`, 'api.key': key };
  return {
    folder,
    ...(await recordFixture(laboratory(), testEgress(), { connector, configuration, read, mostRequests: 5 })),
  };
}

test('a recorded poll has no secret and no person in it, and passes the check as it is', async () => {
  const { url } = await liveShop();
  const sinceMs = Math.floor(Date.now() / 1000) * 1000 - 86_400_000;
  const { folder, fixture, replaced } = await recorded({ poll: 'orders', sinceMs }, url);
  const text = JSON.stringify(fixture);
  expect(personal.filter((value) => text.includes(value))).toEqual([]);
  expect(fixture).toMatchObject({
    poll: 'orders',
    configuration: { 'base.url': 'https://account.example/v1' },
    events: [
      { eventType: 'CREATED', objectId: 'o-0' },
      { eventType: 'CREATED', objectId: 'o-1' },
    ],
  });
  expect(text).toContain('"note":"Name 1 called: person1@example.com"');
  expect(new Set(replaced.map(({ kind }) => kind))).toEqual(
    new Set(['secret', 'e-mail address', 'name', 'phone number']),
  );
  await writeFile(join(folder, 'fixtures', 'orders.json'), text);
  expect((await checkFolder(laboratory(), folder)).faults).toEqual([]);
});

test('a recorded query passes the check as it is, with its null fields', async () => {
  const { url } = await liveShop();
  const { folder, fixture } = await recorded({ query: '/hubs/ecommerce/orders?pageSize=1' }, url);
  expect(fixture['records']).toMatchObject([{ discount: null }, { discount: null }]);
  await writeFile(join(folder, 'fixtures', 'orders.json'), JSON.stringify(fixture));
  const { fixtures } = await checkFolder(laboratory(), folder);
  expect(fixtures).toEqual([{ name: 'orders', kind: 'query', passed: true, faultsTried: 0 }]);
});

test('a list that takes more requests than allowed is not written down in part', async () => {
  const { url } = await liveShop();
  const folder = await writeShop({ yaml: shopYaml.replaceAll(/\b2\b(?=[,} ])/g, '1') });
  const [connector] = await loadShipped(join(folder, '..'));
  const configuration = { 'base.url': `${url}/v1`, 'api.key': key };
  const recording = { connector: connector as NonNullable<typeof connector>, configuration, mostRequests: 1 };
  await expect(
    recordFixture(laboratory(), testEgress(), { ...recording, read: { poll: 'orders', sinceMs: 0 } }),
  ).rejects.toThrow('It takes more than 1 requests.');
});

test.each([
  [['--resource', 'orders'], 'Which folder?'],
  [['FOLDER'], 'Either --resource or --query'],
  [['FOLDER', '--resource', 'orders', '--since', 'yesterday'], '--since: found "yesterday"'],
  [['FOLDER', '--resource', 'orders', '--pages', '0'], '--pages: found "0"'],
  [['FOLDER', '--resource', 'orders', '--env', 'api.key'], '--env: found "api.key"'],
  [['FOLDER', '--resource', 'orders', '--env', 'api.key=SHOP_KEY'], 'the variable SHOP_KEY is not set'],
  [['FOLDER', '--resource', 'orders', '--configuration', 'LIST'], 'LIST: an object'],
])('%j is refused before anything is called', async (argv, message) => {
  const folder = await writeShop();
  const directory = await mkdtemp(join(tmpdir(), 'record-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const list = join(directory, 'LIST');
  await writeFile(list, '[]');
  const given = argv.map((one) => (one === 'FOLDER' ? folder : one === 'LIST' ? list : one));
  await expect(runConnectorRecord(given, {})).rejects.toThrow(message);
  expect(JSON.parse(await readFile(join(folder, 'fixtures', 'orders.json'), 'utf8'))).toMatchObject({ poll: 'orders' });
});
