import { afterAll, beforeAll, expect, test } from 'vitest';
import { readElement } from '../../src/catalog/element/read-element.ts';
import { planQuery } from '../../src/hub/plan-query.ts';
import type { ProviderAccount } from '../../src/hub/provider-account.ts';
import { readOne } from '../../src/hub/read-one.ts';
import { readResource } from '../../src/hub/read-resource.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createSandbox, type HookRun } from '../../src/sandbox/sandbox.ts';
import { everyFeatureElement } from '../kit/every-feature-element.ts';
import { hubDependencies } from '../kit/hub-dependencies.ts';
import { answerJson, bodyOf, listen, type TestServer } from '../kit/listen.ts';

/** Imported resources against a vendor that answers only what the document says it is asked. */

const all = Array.from({ length: 23 }, (_, index) => index + 1);
const asked: string[] = [];
const headers: Record<string, unknown>[] = [];
let server: TestServer;
const sandbox = createSandbox({ clock: systemClock });

beforeAll(async () => {
  server = await listen((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', server.url);
      const text = await bodyOf(request);
      asked.push(`${request.method} ${decodeURIComponent(request.url ?? '')}${text && ` ${text}`}`);
      headers.push(request.headers);
      const { status = 200, body, ...rest } = vendor(url, text === '' ? {} : (JSON.parse(text) as JsonRecord));
      answerJson(response, status, body, rest.headers);
    })();
  });
});

afterAll(async () => {
  await sandbox.close();
  await server.close();
});

interface Answer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

const rows = (from: number, count = 10) => all.slice(from, from + count).map((id) => ({ id }));
const after = (from: number): string | undefined => (from + 10 < all.length ? String(from + 10) : undefined);

/** What the vendor answers at each path. */
const answers: Record<string, (url: URL, body: JsonRecord) => Answer> = {
  '/v1/contacts': (url) => {
    const items = all.slice(numberIn(url, 'offset')).slice(0, numberIn(url, 'limit'));
    return { body: { data: { items: items.map((id) => ({ contact: { contactId: `c${id}`, none: null } })) } } };
  },
  '/v1/contacts/c7': () => ({ body: { contact: { contactId: 'c7' } } }),
  '/v1/contacts/c7/notes': (url) => ({ body: { notes: [{ id: 1, text: url.searchParams.get('kind') }] } }),
  '/v1/sites/acme/deals': (url) => {
    const from = numberIn(url, 'cursor');
    return { body: { deals: rows(from), meta: { next: after(from) } } };
  },
  '/v1/orders': (url) => {
    const from = numberIn(url, 'page_token');
    const next = after(from);
    return { body: rows(from), ...(next !== undefined && { headers: { 'X-Next-Page': next } }) };
  },
  '/v1/invoices': (url) => {
    const from = numberIn(url, 'cursor');
    const next = after(from);
    const links = next === undefined ? {} : { next: `${server.url}/v1/invoices?cursor=${next}` };
    return { body: { value: rows(from), links } };
  },
  '/v1/search': (_, body) => {
    const { from, size } = body['request'] as { from: number; size: number };
    return { body: { hits: rows(from, size) } };
  },
  '/v1/things': () => ({ body: [{ id: 'thing' }] }),
  '/v1/me': () => ({ body: { user: { id: 'u1' } } }),
};

const numberIn = (url: URL, name: string): number => Number(url.searchParams.get(name) ?? 0);

const vendor = (url: URL, body: JsonRecord): Answer =>
  answers[url.pathname]?.(url, body) ?? { status: 404, body: { message: `nothing at ${url.pathname}` } };

function setUp() {
  asked.length = 0;
  headers.length = 0;
  const { connector } = readElement(everyFeatureElement(server.url));
  const configuration = { 'site.name': 'acme', 'api.token': 'secret', 'team.id': '7' };
  const account: ProviderAccount = { organizationId: 1, instanceId: 1, connector, configuration };
  const dependencies = {
    ...hubDependencies(),
    runHook: (run: HookRun) => sandbox.run(run),
    authorize: () => Promise.resolve({ headers: {}, query: {} }),
  };
  const plan = (url: string) => planQuery(connector, url, configuration);
  const read = async (url: string) => {
    const records: JsonRecord[] = [];
    for await (const page of readResource(dependencies, account, plan(url))) records.push(...page.records);
    return records;
  };
  const one = (url: string, id: string) => readOne(dependencies, account, plan(url), { id });
  return { read, one };
}

const ids = all.map((id) => ({ id }));

test('numbered rows are read to the end, with the constants, filters and headers of the document', async () => {
  const { read } = setUp();
  const url = "/hubs/crm/contacts?where=modified>='2026-01-02T03:04:05Z' and name='O''Neil'&orderBy=name desc";
  const records = await read(url);
  expect(records.map((record) => record['contactId'])).toEqual(all.map((id) => `c${id}`));
  const filter = "$filter=modified ge 2026-01-02T03:04:05Z and name eq 'O''Neil'";
  expect(asked[0]).toBe(`GET /v1/contacts?version=2026-01&$orderBy=name desc&${filter}&offset=0&limit=10`);
  expect(headers[0]).toMatchObject({ authorization: 'Token secret', 'x-team': '7', 'x-hook': 'global' });
});

test('one record is read by its id, and lists below it are read by the name of its parameter', async () => {
  const { read, one } = setUp();
  expect(await one('/hubs/crm/contacts', 'c7')).toEqual({ contactId: 'c7' });
  expect(await read("/hubs/crm/contacts/c7/notes?where=kind='call'")).toEqual([{ id: 1, text: 'call' }]);
  expect(asked).toEqual(['GET /v1/contacts/c7?version=2026-01', 'GET /v1/contacts/c7/notes?version=2026-01&kind=call']);
});

test('cursors are found in the body, in headers and in links', async () => {
  const { read } = setUp();
  expect(await read('/hubs/crm/deals?where=any text at all&status=open')).toEqual(ids);
  expect(await read('/hubs/crm/orders')).toEqual(ids);
  expect(await read('/hubs/crm/invoices')).toEqual(ids);
  expect(asked).toEqual([
    'GET /v1/sites/acme/deals?version=2026-01&deal_status=open&filter=any text at all&per_page=10',
    'GET /v1/sites/acme/deals?version=2026-01&deal_status=open&filter=any text at all&per_page=10&cursor=10',
    'GET /v1/sites/acme/deals?version=2026-01&deal_status=open&filter=any text at all&per_page=10&cursor=20',
    'GET /v1/orders?version=2026-01',
    'GET /v1/orders?version=2026-01&page_token=10',
    'GET /v1/orders?version=2026-01&page_token=20',
    'GET /v1/invoices?$select=id,name&version=2026-01',
    'GET /v1/invoices?cursor=10&$select=id,name&version=2026-01',
    'GET /v1/invoices?cursor=20&$select=id,name&version=2026-01',
  ]);
});

test('searches are posted, with pages and constants in their body and the root around it', async () => {
  const { read } = setUp();
  expect(await read('/hubs/crm/searches?pageSize=10')).toEqual(ids);
  expect(asked[0]).toBe(
    'POST /v1/search?version=2026-01 {"request":{"scope":{"kind":"all"},"team":7,"size":10,"from":0}}',
  );
});

test('paths with a parameter in place of the name are read, and single objects are lists of one', async () => {
  const { read } = setUp();
  expect(await read('/hubs/crm/things')).toEqual([{ id: 'thing' }]);
  expect(await read('/hubs/crm/me')).toEqual([{ id: 'u1' }]);
});
