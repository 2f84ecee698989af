import { expect, test } from 'vitest';
import { hubDependencies } from '../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../test/kit/listen.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { callProvider } from './call-provider.ts';
import type { ProviderAccount } from './provider-account.ts';

interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A provider that gives these answers, one after the other, and then empty lists; and calls to it. */
async function setUp(rateLimit: object, replies: Reply[], connector: object = {}) {
  const asked: string[] = [];
  const server = await serve((request, response) => {
    asked.push(request.headers['x-key']?.toString() ?? '');
    const { status, body, headers } = replies.shift() ?? { status: 200 };
    answerJson(response, status, body ?? { rows: [] }, headers);
  });
  const dependencies = hubDependencies();
  const declared = testConnector({}, { rateLimit, accountKeys: ['base.url'], ...connector });
  const account = (name: string, baseUrl = server.url): ProviderAccount => ({
    organizationId: 1,
    instanceId: Number(name.charCodeAt(0)),
    connector: declared,
    configuration: { 'base.url': baseUrl, 'api.key': name },
  });
  const call = (of: ProviderAccount, path = '/rows') =>
    callProvider(dependencies, of, { method: 'GET', url: server.url + path, headers: {}, expectedStatuses: [] });
  return { asked, account, call, clock: dependencies.clock };
}

const longWait = { 'retry-after': '3600' };

test('an answer that means "wait" holds all instances of the account, and no other account', async () => {
  const { asked, account, call, clock } = await setUp({}, [
    { status: 429, body: { message: 'Slow' }, headers: longWait },
  ]);
  await expect(call(account('a'))).rejects.toMatchObject({ code: 'provider.throttled', providerMessage: 'Slow' });
  const refused = await call(account('b')).catch((fault: unknown) => fault);
  expect(refused).toMatchObject({ code: 'provider.throttled' });
  expect((refused as { retryAt: number }).retryAt).toBeGreaterThan(clock.now() + 3_590_000);
  expect((await call(account('c', 'https://other.example'))).status).toBe(200);
  expect(asked).toEqual(['a', 'c']);
});

test('neither another organisation nor another connector is held, whatever account and key they say they have', async () => {
  const { account, call } = await setUp({}, [{ status: 429, headers: longWait }]);
  await expect(call(account('a'))).rejects.toMatchObject({ code: 'provider.throttled' });
  const built = { ...account('b').connector, id: 100_001 };
  expect((await call({ ...account('b'), connector: built })).status).toBe(200);
  expect((await call({ ...account('b'), organizationId: 2 })).status).toBe(200);
  await expect(call(account('b'))).rejects.toMatchObject({ code: 'provider.throttled' });
});

test('a 403 that means the limit is no refusal of the credentials', async () => {
  const rateLimit = { throttledWhen: [{ status: 403, header: { name: 'x-left', equals: '0' } }] };
  const limit = { status: 403, headers: { 'x-left': '0' } };
  const { account, call } = await setUp(rateLimit, [limit], { unauthorizedStatuses: [401, 403] });
  await expect(call(account('a'))).rejects.toMatchObject({ code: 'provider.throttled' });
  await expect(call(account('a', 'https://other.example'))).resolves.toMatchObject({ status: 200 });
  const refusal = await setUp(rateLimit, [{ status: 403 }], { unauthorizedStatuses: [401, 403] });
  await expect(refusal.call(refusal.account('a'))).rejects.toMatchObject({ code: 'provider.unauthorized' });
});

test('a 200 that is an error is seen for what it is', async () => {
  const rateLimit = { throttledWhen: [{ status: 200, body: { path: 'error', equals: 'ratelimited' } }] };
  const { account, call } = await setUp(rateLimit, [{ status: 200, body: { ok: false, error: 'ratelimited' } }]);
  await expect(call(account('a'))).rejects.toMatchObject({
    code: 'provider.throttled',
    providerMessage: 'ratelimited',
  });
});

test('a provider that repeats what it was sent does not make a secret of it known, not even its beginning', async () => {
  const { account, call } = await setUp({}, [
    { status: 400, body: { message: `${'x'.repeat(290)} long-secret-key, and https://a.example/?token=signed` } },
    { status: 400, body: { message: 'long-secret-key, and https://a.example/?token=signed' } },
  ]);
  const of = { ...account('long-secret-key'), secrets: ['signed'] };
  await expect(call(of)).rejects.toMatchObject({ providerMessage: `${'x'.repeat(290)} ********,` });
  await expect(call(of)).rejects.toMatchObject({ providerMessage: '********, and https://a.example/?token=********' });
});

test('a good answer that says nothing is left holds the account before it has to complain', async () => {
  const remaining = [{ left: { header: 'x-left' }, reset: { header: 'x-reset', unit: 'seconds' } }];
  const used = { status: 200, headers: { 'x-left': '0', 'x-reset': '600' } };
  const { asked, account, call } = await setUp({ remaining }, [used]);
  await call(account('a'));
  await expect(call(account('b'))).rejects.toMatchObject({ code: 'provider.throttled' });
  expect(asked).toEqual(['a']);
});

test('background work stops at half of what is left, and polls go on', async () => {
  const remaining = [{ left: { header: 'x-left' }, limit: 100, reset: { header: 'x-reset', unit: 'seconds' } }];
  const half = { status: 200, headers: { 'x-left': '50', 'x-reset': '600' } };
  const { account, call } = await setUp({ remaining }, [half]);
  await call(account('a'));
  await expect(call({ ...account('a'), background: true })).rejects.toMatchObject({ code: 'provider.throttled' });
  await expect(call(account('a'))).resolves.toMatchObject({ status: 200 });
});

test('a page far down and a price in the answer count as what they cost', async () => {
  const limits = [{ requests: 100, seconds: 3600 }];
  const byPage = {
    parameter: 'page',
    steps: [
      { from: 501, cost: 30 },
      { from: 101, cost: 3 },
    ],
  };
  const cost = { byPage, told: { header: 'x-cost' } };
  const { account, call } = await setUp({ limits, cost }, [
    { status: 200, headers: { 'x-cost': '30' } },
    { status: 200 },
    { status: 200, headers: { 'x-cost': '66' } },
  ]);
  await call(account('a'), '/rows?page=502');
  await call(account('a'), '/rows?page=101');
  await call(account('a'));
  await call(account('a'));
  await expect(call(account('a'))).rejects.toMatchObject({ code: 'provider.throttled' });
});
