import { afterAll, expect, test } from 'vitest';
import { hubDependencies } from '../../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../../test/kit/listen.ts';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { systemClock } from '../../lib/clock.ts';
import { hooksSchema } from '../../model/connector-hooks.ts';
import { createSandbox, type HookRun } from '../../sandbox/sandbox.ts';
import { planQuery } from '../plan-query.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { readOne } from '../read-one.ts';
import { readPage } from '../read-page.ts';
import { callStep } from './call-step.ts';
import type { HookLogEntry } from './run-hook.ts';

const sandbox = createSandbox({ clock: systemClock, threads: 1 });
afterAll(() => sandbox.close());

interface Asked {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

interface Story {
  /** Of the resource. */
  pre?: string;
  post?: string;
  /** Of the connector. */
  globalPre?: string;
  globalPost?: string;
  /** More of the resource. */
  resource?: object;
  status?: number;
  body?: unknown;
  query?: string;
}

const hooks = (preRequest?: string, postRequest?: string) => ({
  ...(preRequest !== undefined && { preRequest: { body: preRequest } }),
  ...(postRequest !== undefined && { postRequest: { body: postRequest } }),
});

/** A provider that answers every request alike, and an account with these hooks. */
async function setUp({ pre, post, globalPre, globalPost, resource = {}, ...story }: Story) {
  const asked: Asked[] = [];
  const server = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    answerJson(response, story.status ?? 200, story.body ?? { rows: [{ id: 1 }] }, { 'x-place': 'there' });
  });
  const log: HookLogEntry[] = [];
  const dependencies = {
    ...hubDependencies(),
    runHook: (run: HookRun) => sandbox.run(run),
    onHookLog: (entry: HookLogEntry) => void log.push(entry),
  };
  const connector = testConnector(
    { request: { path: '/v1/rows', query: { limit: '5' } }, hooks: hooks(pre, post), ...resource },
    { hooks: hooks(globalPre, globalPost) },
  );
  const configuration = { 'base.url': server.url, 'api.key': 'very-secret', region: 'eu' };
  const account: ProviderAccount = { organizationId: 1, instanceId: 7, connector, configuration };
  const plan = () => planQuery(connector, story.query ?? '/hubs/general/rows', configuration);
  const read = () => readPage(dependencies, account, plan());
  return { asked, log, dependencies, account, plan, read, url: server.url };
}

/** The records, or the fault, of a story. */
async function outcomeOf(story: Story) {
  const { read, ...parts } = await setUp(story);
  const outcome = await read().then(
    ({ records }) => records,
    (fault: unknown) => fault,
  );
  return { ...parts, outcome };
}

test('hooks run in their order, each on what the one before made of it', async () => {
  const step = (name: string) =>
    `done({ request_vendor_headers: { 'X-Steps': (request_vendor_headers['x-steps'] || '') + '${name} ' } })`;
  const after = (
    name: string,
  ) => `response_body.rows[0].steps = (response_body.rows[0].steps || request_vendor_headers['x-steps']) + '${name} ';
    done({ response_body })`;
  const { outcome } = await outcomeOf({
    pre: step('resource'),
    globalPre: step('global'),
    post: after('resource'),
    globalPost: after('global'),
  });
  expect(outcome).toEqual([{ id: 1, steps: 'global resource resource global ' }]);
});

test('a preRequest hook changes method, path, query, headers and body', async () => {
  const pre = `done({ request_vendor_method: 'post', request_vendor_path: 'v2/search?kind=row', request_vendor_body: { q: object_name },
    request_vendor_parameters: { limit: null, tag: ['a', 'b c'], region: configuration.region },
    request_vendor_headers: { Accept: null, 'X-Sign': CE.hmac('sha256')('hex')(configuration['api.key'], request_vendor_url) } })`;
  const { asked, outcome } = await outcomeOf({ pre });
  expect(outcome).toEqual([{ id: 1 }]);
  expect(asked).toMatchObject([
    {
      method: 'POST',
      url: '/v2/search?kind=row&tag=a&tag=b%20c&region=eu',
      body: '{"q":"rows"}',
      headers: { 'content-type': 'application/json', 'x-key': 'very-secret' },
    },
  ]);
  expect(asked[0]?.headers['accept']).toBeUndefined();
  expect(asked[0]?.headers['x-sign']).toMatch(/^[0-9a-f]{64}$/);
});

test('nothing changes where done is given nothing, or what the hook was given', async () => {
  const untouched = await outcomeOf({ pre: 'done()', post: 'done()', query: "/rows?where=a='1'&x=y z" });
  const handedBack = await outcomeOf({
    pre: 'done({ request_vendor_url, request_vendor_path, request_vendor_parameters, request_vendor_headers, request_vendor_body })',
    post: 'done({ response_body, response_headers, response_status_code, response_error, configuration })',
    query: "/rows?where=a='1'&x=y z",
  });
  expect(handedBack.asked.map(({ url }) => url)).toEqual(untouched.asked.map(({ url }) => url));
  expect(handedBack.outcome).toEqual(untouched.outcome);
});

test('a hook sees the request to us, and the conditions of its where clause', async () => {
  const { read, log } = await setUp({
    pre: `console.log([request_path, request_parameters, request_expression, request_path_variables, request_root_key, request_vendor_path,
      request_vendor_parameters, request_body, object_name]); done()`,
    query: "/hubs/general/rows?where=a>=5 AND b='x' AND (c=1 OR d=2)&pageSize=3",
    resource: { where: { fields: {}, otherwise: 'filterLocally' } },
  });
  await read();
  expect(JSON.parse(log[0]?.lines[0] ?? '')).toEqual([
    '/hubs/general/rows',
    { where: "a>=5 AND b='x' AND (c=1 OR d=2)", pageSize: '3' },
    [
      { attribute: 'a', operator: 'GREATERTHANEQUALS', value: '5' },
      { attribute: 'b', operator: 'EQUALS', value: 'x' },
    ],
    {},
    'rows',
    '/v1/rows',
    { limit: '5' },
    null,
    'rows',
  ]);
});

test('a preRequest hook may answer in place of the provider', async () => {
  const own = await outcomeOf({ pre: 'done({ continue: false, response_body: { rows: [{ id: 9 }] } })' });
  expect(own).toMatchObject({ outcome: [{ id: 9 }], asked: [] });
  expect(await outcomeOf({ pre: 'done({ continue: false })' })).toMatchObject({ outcome: [], asked: [] });
  const refusal = await outcomeOf({ pre: "done({ continue: false, response_error: 'not for you' })" });
  expect(refusal).toMatchObject({ outcome: { code: 'provider.refused', providerMessage: 'not for you' }, asked: [] });
});

test('a postRequest hook changes the answer, its status and an error into an answer', async () => {
  const wrapped = await outcomeOf({
    post: 'done({ response_body: { rows: response_body.data.map((id) => ({ id, from: response_headers["x-place"] })) } })',
    body: { data: [1, 2] },
  });
  expect(wrapped.outcome).toEqual([
    { id: 1, from: 'there' },
    { id: 2, from: 'there' },
  ]);
  const missing = `if (response_iserror && response_status_code === 404) done({ response_status_code: 200, response_body: { rows: [] } });
    else done();`;
  expect((await outcomeOf({ post: missing, status: 404, body: { message: 'none' } })).outcome).toEqual([]);
  expect((await outcomeOf({ post: missing, status: 409, body: { message: 'clash' } })).outcome).toMatchObject({
    code: 'provider.refused',
    providerMessage: 'clash',
  });
  const good = "done({ response_error_message: 'the body says no: ' + response_body_raw.length })";
  expect((await outcomeOf({ post: good })).outcome).toMatchObject({
    code: 'provider.refused',
    providerMessage: 'the body says no: 19',
  });
});

test.each([
  [
    'const a = 1;\nfoo();',
    "Sample: resources.rows.hooks.preRequest, line 2, column 1 (thrown): ReferenceError: 'foo' is not defined",
  ],
  ['let x = ;', 'Sample: resources.rows.hooks.preRequest, line 1, column 9 (syntax): SyntaxError'],
  ['done(5)', 'Sample: resources.rows.hooks.preRequest: done: found 5, allowed: an object, or nothing'],
  ['done({ request_vendor_path: 5 })', 'request_vendor_path: found 5, allowed: a text'],
  [
    "done({ request_vendor_headers: { a: 'x\\r\\nhost: y' } })",
    'request_vendor_headers.a: found "x\\r\\nhost: y", allowed: a text of one line',
  ],
  [
    "done({ request_vendor_headers: { Host: 'evil.example', 'content-length': null } })",
    'request_vendor_headers: found "Host", allowed: a header other than those of the connection itself',
  ],
  [
    'done({ request_vendor_parameters: { a: {} } })',
    'request_vendor_parameters.a: found {}, allowed: a text, a number or a boolean',
  ],
  ["done({ request_vendor_method: 'GET /x' })", 'request_vendor_method: found "GET /x", allowed: an HTTP method'],
  [
    "done({ request_vendor_path: 'https://evil.example/rows' })",
    'the request would go to https://evil.example, allowed: http://127.0.0.1:',
  ],
  ["done({ request_vendor_url: 'nowhere' })", 'the request would go to "nowhere?limit=5", allowed: http://127.0.0.1:'],
  [
    'done({ continue: false, response_body: {}, response_status_code: 42 })',
    'response_status_code: found 42, allowed: a whole number from 200 to 599',
  ],
  ["throw new Error('key ' + configuration['api.key'])", 'Error: key ********'],
])('the hook %j fails with its place and the reason, and nothing is sent', async (pre, message) => {
  const { outcome, asked } = await outcomeOf({ pre });
  expect(outcome).toMatchObject({ code: 'hook.failed', message: expect.stringContaining(message) as string });
  expect(asked).toEqual([]);
});

test('what hooks write is told with its place and without secrets', async () => {
  const { read, log } = await setUp({ globalPost: 'console.log(configuration); done()' });
  await read();
  expect(log).toMatchObject([{ connectorKey: 'sample', instanceId: 7, hook: 'hooks.postRequest' }]);
  expect(log[0]?.lines.join()).toContain('"region":"eu"');
  expect(log[0]?.lines.join()).toContain('"api.key":"********"');
});

test('secrets are taken out of messages of hooks before these are cut, and out of errors that hooks report', async () => {
  const method = "done({ request_vendor_method: 'x'.repeat(90) + configuration['api.key'] })";
  const cut = await outcomeOf({ pre: method });
  expect(cut.outcome).toMatchObject({ code: 'hook.failed', message: expect.not.stringContaining('very') as string });
  expect(cut.outcome).not.toHaveProperty('cause');
  const thrown = await outcomeOf({ pre: "throw new Error('x'.repeat(985) + configuration['api.key'])" });
  expect(thrown.outcome).toMatchObject({ code: 'hook.failed', message: expect.not.stringContaining('very') as string });
  const told = await outcomeOf({ pre: "done({ response_error: 'refused: ' + configuration['api.key'] })" });
  expect(told.outcome).toMatchObject({ code: 'provider.refused', providerMessage: 'refused: ********' });
});

test('hooks are around single records and steps of the lifecycle too', async () => {
  const one = { request: { path: '/v1/rows/{id}' } };
  const record = await setUp({
    post: 'done({ response_body: { ...response_body, seen: true } })',
    resource: { one },
    body: { id: 3 },
  });
  expect(await readOne(record.dependencies, record.account, record.plan(), { id: '3' })).toEqual({ id: 3, seen: true });
  const step = await setUp({ body: { tenant: 't1' } });
  const call = { method: 'GET', url: `${step.url}/me`, headers: {}, expectedStatuses: [] };
  const post = "done({ configuration: { ...configuration, 'tenant.id': response_body.tenant, count: 2 } })";
  const answer = await callStep(step.dependencies, step.account, hooksSchema.parse(hooks(undefined, post)), call);
  expect(answer).toMatchObject({ configuration: { 'tenant.id': 't1', count: '2' }, response: { status: 200 } });
  expect(Object.keys(answer.configuration)).toEqual(['tenant.id', 'count']);
});

test('without hooks no sandbox is asked', async () => {
  const { dependencies, account, plan } = await setUp({});
  const noSandbox = { ...dependencies, runHook: () => Promise.reject(new Error('asked')) };
  expect((await readPage(noSandbox, account, plan())).records).toEqual([{ id: 1 }]);
});
