import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator } from '../../simulator/start-simulator.ts';
import type { JsonRecord, JsonValue } from '../../src/lib/json.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createOrganization } from '../../src/store/first-organization.ts';
import { startTestApi, testSealer, type Answer, type TestApi, textOf } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';

let api: TestApi;
let instance: JsonRecord;

beforeAll(async () => {
  api = await startTestApi();
  instance = (await api.call('POST', '/instances', { body: good({}) })).object;
});
afterAll(() => api.close());

const poller = 'event.poller.configuration';

/** A body that is accepted, with some configuration changed. */
const good = (configuration: JsonRecord) =>
  withConfiguration(activecampaignBody, {
    'base.url': 'http://127.0.0.1:9',
    'event.notification.callback.url': 'http://127.0.0.1:9/events',
    ...configuration,
  });

const polling = (deals: JsonRecord) =>
  good({ [poller]: { deals: { url: '/hubs/marketing/deals', idField: 'id', ...deals } } });

interface WireError {
  code: string;
  message: unknown;
  issues?: JsonValue[];
}

/** What an answer should be. */
const error = (status: number, body: WireError) => ({ status, requestId: 'as in the header', ...body });

/** What it is. */
function errorOf({ status, headers, object: { requestId, ...body } }: Answer) {
  const header = headers.get('elements-request-id') ?? '';
  const same = /^[0-9a-f]{24}$/.test(header) && requestId === header;
  return { status, requestId: same ? 'as in the header' : requestId, ...body };
}

/** An instance that was refused has left nothing behind. */
const refused = async (body: JsonValue) => {
  const before = await api.db.selectFrom('instances').select('id').execute();
  const answer = await api.call('POST', '/instances', { body });
  expect(await api.db.selectFrom('instances').select('id').execute()).toEqual(before);
  return answer;
};

test('a required key that is missing is named', async () => {
  const path = 'configuration.api.key';
  const message = 'missing; the connector requires it.';
  expect(errorOf(await refused(good({ 'api.key': null })))).toEqual(
    error(400, {
      code: 'configuration.invalid',
      message: `${path}: ${message}`,
      issues: [{ path, message }],
    }),
  );
});

test('a required key that is missing because it is mistyped is named with the key that was found', async () => {
  const answer = await refused(good({ 'api.key': null, 'api.kye': 'x' }));
  expect(answer.object['message']).toBe(
    'configuration.api.key: missing; the connector requires it. Did you mean api.kye?',
  );
});

test('an empty body, a body without a name and a name of the wrong type are told apart', async () => {
  expect(errorOf(await api.call('POST', '/instances', { body: {} }))).toEqual(
    error(400, {
      code: 'request.malformed',
      message:
        'The body of the request is not as it must be. element: found nothing; allowed: an object. name: found nothing; allowed: a text.',
      issues: [
        { path: 'element', message: 'found nothing; allowed: an object.' },
        { path: 'name', message: 'found nothing; allowed: a text.' },
      ],
    }),
  );
  expect(errorOf(await api.call('POST', '/instances'))).toEqual(
    error(400, {
      code: 'request.malformed',
      message: 'The body of the request is not as it must be. the body: found nothing; allowed: an object.',
      issues: [{ path: '', message: 'found nothing; allowed: an object.' }],
    }),
  );
  expect(errorOf(await api.call('POST', '/instances', { body: { element: { key: 'acton' }, name: 5 } }))).toEqual(
    error(400, {
      code: 'request.malformed',
      message: 'The body of the request is not as it must be. name: found the number 5; allowed: a text.',
      issues: [{ path: 'name', message: 'found the number 5; allowed: a text.' }],
    }),
  );
});

test('a member that a command does not know is named with those it knows', async () => {
  const answer = await api.call('POST', `/instances/${textOf(instance['id'])}/polls`, {
    body: { resouce: 'deals', dryrun: true },
  });
  expect([answer.status, answer.object['issues']]).toEqual([
    400,
    [
      { path: 'resouce', message: 'unknown; allowed: resource, dryRun, explain, records. Did you mean resource?' },
      { path: 'dryrun', message: 'unknown; allowed: resource, dryRun, explain, records. Did you mean dryRun?' },
    ],
  ]);
});

test('a value that may be of several types is refused with all of them', async () => {
  const path = `/instances/${textOf(instance['id'])}/configuration/api.key`;
  expect((await api.call('PATCH', path, { body: {} })).object['issues']).toEqual([
    {
      path: 'propertyValue',
      message: 'found nothing; allowed: a text, a number, true or false, an object or null.',
    },
  ]);
});

test('a refused secret is answered with the schemes, and a refusal of the provider is not', async () => {
  const ours = await api.call('GET', '/instances', { authorization: '' });
  expect(ours.headers.get('www-authenticate')).toBe('User, Organization, Element');
  const simulator = await startSimulator();
  const configuration = { 'api.key': 'wrong', 'base.url': simulator.activecampaign.baseUrl };
  const made = await api.call('POST', '/instances', { body: good(configuration) });
  const theirs = await api.call('GET', '/hubs/marketing/deals', { element: textOf(made.object['token']) });
  await simulator.close();
  expect([theirs.status, theirs.object['code'], theirs.headers.get('www-authenticate')]).toEqual([
    401,
    'provider.unauthorized',
    null,
  ]);
});

test('a wrong secret is refused without saying which', async () => {
  for (const authorization of [
    'User wrong, Organization organization-secret',
    'User user-secret-of-ada, Organization wrong',
  ]) {
    expect(errorOf(await api.call('GET', '/instances', { authorization }))).toEqual(
      error(401, {
        code: 'authentication.refused',
        message: 'The User or the Organization secret is not known.',
      }),
    );
  }
  expect(errorOf(await api.call('GET', '/hubs/marketing/deals', { element: 'wrong' }))).toEqual(
    error(401, {
      code: 'authentication.refused',
      message: 'The Element token is not known, or its instance was deleted.',
    }),
  );
});

test('a part that the Authorization header lacks is named', async () => {
  const form = 'Its form is Authorization: User <secret>, Organization <secret>[, Element <token>].';
  const lacks = (part: string) => ({
    code: 'authentication.missing',
    message: `The Authorization header lacks ${part}. ${form}`,
  });
  expect(errorOf(await api.call('GET', '/instances', { authorization: '' }))).toEqual(error(401, lacks('User')));
  expect(errorOf(await api.call('GET', '/instances', { authorization: 'User user-secret-of-ada' }))).toEqual(
    error(401, lacks('Organization')),
  );
  expect(errorOf(await api.call('GET', '/hubs/marketing/deals'))).toEqual(error(401, lacks('Element')));
  expect(errorOf(await api.call('PATCH', '/instances', { body: {} }))).toEqual(error(401, lacks('Element')));
});

test('an instance of another organisation does not exist for the caller, and neither does its token', async () => {
  const secrets = {
    email: 'bob@example.com',
    userSecret: 'user-secret-of-bob',
    organizationSecret: 'other-organization',
  };
  await createOrganization(api.db, {
    sealer: testSealer,
    clock: systemClock,
    settings: { ...secrets, password: 'irrelevant' },
  });
  const authorization = `User ${secrets.userSecret}, Organization ${secrets.organizationSecret}`;
  const path = `/instances/${textOf(instance['id'])}`;
  const unknown = { code: 'instance.not_found', message: `There is no instance ${textOf(instance['id'])}.` };
  for (const [method, url, body] of [
    ['GET', path],
    ['PUT', path, {}],
    ['PATCH', path, {}],
    ['DELETE', path],
    ['GET', `${path}/configuration`],
    ['PATCH', `${path}/configuration/api.key`, { propertyValue: 'x' }],
    ['PUT', `${path}/enabled`],
    ['DELETE', `${path}/enabled`],
    ['GET', `${path}/polls`],
    ['POST', `${path}/polls`, {}],
  ] as const) {
    expect(errorOf(await api.call(method, url, { authorization, ...(body && { body }) }))).toEqual(error(404, unknown));
  }
  expect((await api.call('GET', '/instances', { authorization })).body).toEqual([]);
  const stolen = { authorization: `${authorization}, Element ${textOf(instance['token'])}` };
  expect((await api.call('GET', '/hubs/marketing/deals', stolen)).status).toBe(401);
  const mixed = { authorization: `User user-secret-of-ada, Organization ${secrets.organizationSecret}` };
  expect((await api.call('GET', path, mixed)).status).toBe(401);
  expect((await api.call('GET', path)).status).toBe(200);
});

test('an unknown connector is named with those there are', async () => {
  const known = api.deps.catalog.shipped.map(({ key }) => key);
  expect(known).toContain('acton');
  expect(errorOf(await refused({ ...good({}), element: { key: 'actonn' } }))).toEqual(
    error(404, {
      code: 'connector.not_found',
      message: `There is no connector "actonn"; there are ${known.join(', ')}.`,
    }),
  );
});

test('an unknown resource is named with those there are, in a polling configuration and in a hub call', async () => {
  const path = 'configuration.event.poller.configuration.deals.url';
  const message =
    'ActiveCampaign has no resource /hubs/marketing/deal; it has /hubs/marketing/deals, /hubs/marketing/contacts';
  expect(errorOf(await refused(polling({ url: '/hubs/marketing/deal' })))).toEqual(
    error(400, {
      code: 'configuration.invalid',
      message: `${path}: ${message}`,
      issues: [{ path, message }],
    }),
  );
  const answer = await api.call('GET', '/hubs/marketing/deal', { element: textOf(instance['token']) });
  expect(errorOf(answer)).toEqual(error(404, { code: 'resource.not_found', message }));
});

test('a resource that is not polled is named with those that are', async () => {
  const answer = await api.call('POST', `/instances/${textOf(instance['id'])}/polls`, {
    body: { resource: 'contacts' },
  });
  expect(errorOf(answer)).toEqual(
    error(404, {
      code: 'resource.polling_not_configured',
      message: `Instance ${textOf(instance['id'])} does not poll "contacts"; it polls deals.`,
    }),
  );
});

test('a time template that cannot be parsed is shown with its fault', async () => {
  const answer = await refused(polling({ url: "/hubs/marketing/deals?where=mdate>='${yyyy-MM-dd}'" }));
  expect([answer.status, answer.object['code']]).toEqual([400, 'configuration.invalid']);
  expect(answer.object['message']).toMatch(
    /^configuration\.event\.poller\.configuration\.deals\.url: .*\$\{yyyy-MM-dd\}/,
  );
});

test('a date pattern that is wrong is shown with its fault', async () => {
  const answer = await refused(
    polling({ datesConfiguration: { updatedDateField: 'mdate', updatedDateFormat: 'yyyy-bb-dd' } }),
  );
  expect([answer.status, answer.object['code']]).toEqual([400, 'configuration.invalid']);
  expect(answer.object['message']).toMatch(/deals\.datesConfiguration\.updatedDateFormat: .*"yyyy-bb-dd", position 6/);
});

test('a negative interval is refused with the range that is allowed', async () => {
  const path = 'configuration.event.poller.refresh_interval';
  const message = 'found "-5"; allowed: a number of minutes from 1 to 999999999';
  expect(errorOf(await refused(good({ 'event.poller.refresh_interval': -5 })))).toEqual(
    error(400, {
      code: 'configuration.invalid',
      message: `${path}: ${message}`,
      issues: [{ path, message }],
    }),
  );
});

test('addresses inside are refused by name: callback, provider and token endpoint', async () => {
  for (const [key, url] of [
    ['event.notification.callback.url', 'http://10.1.2.3/events'],
    ['event.notification.callback.url', 'http://169.254.169.254/latest/meta-data'],
    ['base.url', 'http://192.168.0.1'],
  ] as const) {
    const answer = await refused(good({ [key]: url }));
    expect([answer.status, answer.object['code']]).toEqual([400, 'address.refused']);
    expect(answer.object['message']).toContain(`configuration.${key}: `);
    expect(answer.object['message']).toContain(new URL(url).hostname);
  }
});

test('all wrong configuration values are told at once', async () => {
  const answer = await refused(
    good({ 'event.poller.refresh_interval': 'often', 'event.vendor.type': 'pigeon', 'api.key': '' }),
  );
  expect((answer.object['issues'] as JsonRecord[]).map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'configuration.event.poller.refresh_interval',
      'configuration.event.vendor.type',
      'configuration.api.key',
    ]),
  );
});

test('a body of 9 MB is too large', async () => {
  const body = JSON.stringify({ ...good({}), name: 'x'.repeat(9 * 1024 * 1024) });
  const answer = await post(`${api.url}/elements/api-v2/instances`, body);
  expect(answer).toMatchObject({
    status: 413,
    body: { code: 'request.too_large', message: 'The body is larger than 8 MB.' },
  });
});

test('a body of 7 MB that is not too large is looked at', async () => {
  const answer = await refused({ ...good({}), name: 'x'.repeat(7 * 1024 * 1024) });
  expect([answer.status, answer.object['code']]).toEqual([400, 'request.malformed']);
  expect(answer.object['message']).toMatch(
    /^The body of the request is not as it must be\. name: found "x+…"; allowed: at most 255 characters\.$/,
  );
});

test('a body that breaks off is answered with line and column', async () => {
  expect(
    errorOf(await api.call('POST', '/instances', { body: '{"element": {"key": "acton"},\n  "name" "x"}' })),
  ).toEqual(
    error(400, {
      code: 'request.malformed',
      message: expect.stringMatching(
        /^The body is not JSON: colon expected at line 2, column 10, found "\\""\.$/,
      ) as string,
    }),
  );
});

test('another content type is refused', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(errorOf(await api.call('POST', '/instances', { body: 'name=x', headers }))).toEqual(
    error(415, {
      code: 'request.unsupported_media_type',
      message: 'Send the body with the header Content-Type: application/json.',
    }),
  );
});

test('text that the database cannot store is refused where it stands', async () => {
  expect(errorOf(await refused({ ...good({}), tags: ['fine', 'nul \0'] }))).toEqual(
    error(400, {
      code: 'request.malformed',
      message: expect.stringMatching(/tags\[1\]: found the character NUL/) as string,
      issues: [
        { path: 'tags[1]', message: 'found the character NUL or half a surrogate pair; allowed: any other text.' },
      ],
    }),
  );
  expect((await api.call('GET', '/instances?searchText=%00')).status).toBe(400);
});

test('a body that is nested deeper than anybody means is refused, wherever it is sent', async () => {
  const deep = `${'['.repeat(4_500)}${']'.repeat(4_500)}`;
  const refusal =
    /^The body has more than 100 levels of objects and arrays within each other at line 1, column \d+, found "\["\.$/;
  for (const [method, path, body] of [
    ['POST', '/notifications', `{"topic":"d","message":${deep}}`],
    ['PATCH', `/instances/${textOf(instance['id'])}`, `{"configuration":${deep}}`],
    ['POST', `/instances/${textOf(instance['id'])}/replays`, deep],
  ] as const) {
    expect(errorOf(await api.call(method, path, { body }))).toEqual(
      error(400, { code: 'request.malformed', message: expect.stringMatching(refusal) as string }),
    );
  }
  const within = await refused(good({ [poller]: deep }));
  expect(within.object).toMatchObject({
    code: 'configuration.invalid',
    message: expect.stringContaining('more than 100 levels of objects and arrays') as string,
  });
});

test('a member that objects lose on their way is refused, and not dropped', async () => {
  const answer = await api.call('POST', '/notifications', {
    body: '{"topic":"t","message":{"a":{"__proto__":{"b":1}}}}',
  });
  expect(answer.object).toMatchObject({
    code: 'request.malformed',
    issues: [{ path: 'message.a', message: 'found a member with the name __proto__; allowed: any other name.' }],
  });
});

test('what does not become a request is answered in the shape of all errors', async () => {
  const tooLong = await api.call('GET', `/instances?searchText=${'x'.repeat(20_000)}`);
  expect(errorOf(tooLong)).toEqual(
    error(431, {
      code: 'request.head_too_large',
      message: 'The URL and the headers of the request are larger than 16 KB together.',
    }),
  );
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.end('this is no request\r\n\r\n');
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
    code: 'request.malformed',
    message: 'The request is not HTTP.',
    requestId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
  });
});

test('an id that is none, an unknown id and an unknown route are told apart', async () => {
  for (const [path, id] of [
    ['abc', '"abc"'],
    ['counts', '"counts"'],
    ['1.5/polls', '"1.5"'],
    ['99999999999999999999/configuration', '"99999999999999999999"'],
  ] as const) {
    expect(errorOf(await api.call('GET', `/instances/${path}`))).toEqual(
      error(404, { code: 'instance.not_found', message: `There is no instance ${id}.` }),
    );
  }
  expect(errorOf(await api.call('GET', '/instances/999999'))).toEqual(
    error(404, { code: 'instance.not_found', message: 'There is no instance 999999.' }),
  );
  expect(errorOf(await api.call('GET', '/nothing?secret=1'))).toEqual(
    error(404, {
      code: 'route.not_found',
      message: 'There is no GET /elements/api-v2/nothing.',
    }),
  );
  expect(errorOf(await api.call('GET', '/elements/%E0%A4%A'))).toEqual(
    error(400, {
      code: 'request.malformed',
      message: 'The path of the request is not a valid URL path.',
    }),
  );
});

test('an authorization code that the provider refuses makes no instance and is told in its words', async () => {
  const simulator = await startSimulator();
  const { tokenUrl, clientId, clientSecret, baseUrl } = simulator.salesloft;
  const answer = await refused({
    element: { key: 'salesloft' },
    name: 'x',
    providerData: { code: 'wrong' },
    configuration: {
      'oauth.api.key': clientId,
      'oauth.api.secret': clientSecret,
      'oauth.token.url': tokenUrl,
      'base.url': baseUrl,
    },
  });
  await simulator.close();
  expect([answer.status, answer.object['code']]).toEqual([400, 'authorization.refused']);
  expect(answer.object['providerMessage']).toMatch(/\w+/);
});

test('an OAuth connector without a code says that it is missing', async () => {
  const path = 'providerData.code';
  const message = 'missing; it is the authorization code that the provider gave for your user';
  const configuration = { 'oauth.api.key': 'a', 'oauth.api.secret': 'b' };
  expect(errorOf(await refused({ element: { key: 'salesloft' }, name: 'x', configuration }))).toEqual(
    error(400, {
      code: 'configuration.invalid',
      message: `${path}: ${message}`,
      issues: [{ path, message }],
    }),
  );
});

/** With node:http, which reads the answer although the server stopped reading the body. */
function post(url: string, body: string): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: 'User user-secret-of-ada, Organization organization-secret',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
