import { expect, test } from 'vitest';
import type { ErrorBody } from '../../src/api/errors.ts';
import type { ReplayBody } from '../../src/api/instances/replay-body.ts';
import { callApi, textOf } from '../kit/api.ts';
import { startFlow } from '../kit/flow.ts';
import { storeOtherOrganization } from '../kit/other-organization.ts';

/** Nothing works on them here: the API alone. */
async function startWithInstance(configuration: Record<string, unknown> = {}) {
  const flow = await startFlow({ roles: 'api' });
  const id = await flow.instance(flow.simulator.salesloft, configuration);
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await flow.server
      .call<unknown>(method, `/instances/${id}/replays${path}`, body)
      .catch((error: unknown) => (error as Error).message);
    return answer;
  };
  return { flow, id, call };
}

const faultOf = (answer: unknown): ErrorBody & { status: string } => {
  const [, status = '', body = '{}'] = /: (\d{3}) (.*)$/s.exec(String(answer)) ?? [];
  return { ...(JSON.parse(body) as ErrorBody), status };
};

test('a replay is asked for, listed, looked at and cancelled', async () => {
  const { call, flow } = await startWithInstance();
  const made = (await call('POST', '', { from: '2026-01-31T08:00:00Z', eventTypes: ['CREATED'] })) as ReplayBody;
  expect(made).toEqual({
    id: made.id,
    status: 'waiting',
    filter: {
      from: '2026-01-31T08:00:00.000Z',
      to: null,
      resources: null,
      eventTypes: ['CREATED'],
      eventIds: null,
      objectIds: null,
    },
    url: flow.receiver.url,
    counts: { found: 0, skipped: 0, pending: 0, givenUp: 0, delivered: 0 },
    lastFailure: null,
    createdDate: expect.any(String) as string,
    startedDate: null,
    finishedDate: null,
    error: null,
  });
  expect(await call('GET', '')).toEqual([made]);
  expect(await call('GET', `/${made.id}`)).toEqual(made);
  const next = (await call('POST', '', { from: 0 })) as ReplayBody;
  expect(((await call('GET', '?pageSize=1')) as ReplayBody[]).map(({ id }) => id)).toEqual([next.id]);
  expect(await call('DELETE', `/${made.id}`)).toMatchObject({ status: 'cancelled' });
  expect(faultOf(await call('DELETE', `/${made.id}`))).toMatchObject({
    status: '409',
    code: 'replay.ended',
    message: `Replay ${made.id} is cancelled.`,
  });
  expect(faultOf(await call('POST', `/${next.id}/resume`))).toMatchObject({
    status: '409',
    code: 'replay.not_failed',
    message: `Replay ${next.id} is waiting, not failed.`,
  });
});

test('with the Element token it is a replay of that instance, page by page', async () => {
  const { call, flow, id } = await startWithInstance();
  const { token } = await flow.server.call<{ token: string }>('GET', `/instances/${id}`);
  const url = flow.server.app.url ?? '';
  const ofInstance = (method: string, path: string, body?: { from: number }) =>
    callApi(url, method, `/instances/replays${path}`, { element: token, ...(body && { body }) });
  const made = await ofInstance('POST', '', { from: 0 });
  expect(made.status).toBe(202);
  await ofInstance('POST', '', { from: 0 });
  expect(await call('GET', `/${textOf(made.object['id'])}`)).toEqual(made.body);
  const page = await ofInstance('GET', '?pageSize=1');
  expect(page.headers.get('elements-total-count')).toBe('2');
  const next = await ofInstance('GET', `?pageSize=1&nextPage=${page.headers.get('elements-next-page-token') ?? ''}`);
  expect(next.body).toEqual([made.body]);
  expect(next.headers.get('elements-next-page-token')).toBeNull();
});

test.each<[object, string, RegExp]>([
  [{}, 'request.malformed', /from: missing; allowed: from, eventIds or objectIds/],
  [{ resources: ['contacts'] }, 'request.malformed', /from: missing/],
  [{ from: 'yesterday' }, 'request.malformed', /from: found "yesterday"; allowed: .*ISO 8601/],
  [{ from: -1 }, 'request.malformed', /from: found the number -1/],
  [
    { from: 1e30 },
    'request.malformed',
    /^The body .* not as it must be\. from: found the number 1e\+30; allowed: an ISO 8601 date .*, or milliseconds since 1970 \(13 digits, or 0\)\.$/,
  ],
  [{ from: 2_000, to: 1_000 }, 'request.malformed', /to: found .*01\.000Z, which is before from/],
  [{ from: 0, eventTypes: [''] }, 'request.malformed', /eventTypes\[0\]/],
  [{ eventIds: [] }, 'request.malformed', /eventIds: found an empty array; allowed: at least 1 item\./],
  [{ form: 0 }, 'request.malformed', /form: unknown; allowed: from, .*Did you mean from\?/],
  [{ from: 0, config: {} }, 'request.malformed', /config: found without url/],
  [{ from: 0, url: 'nowhere' }, 'configuration.invalid', /^url: found "nowhere"; allowed: an http or https URL/],
  [{ from: 0, url: 'http://10.0.0.1/' }, 'address.refused', /^url: .*10\.0\.0\.1/],
  [{ from: 0, url: 'http://[::1]:9/' }, 'address.refused', /^url: /],
  [
    { from: 0, url: 'http://127.0.0.1:9/', config: { 'event.notification.format': 'xml' } },
    'configuration.invalid',
    /config\.event\.notification\.format: found "xml"/,
  ],
  [
    { from: 0, url: 'http://127.0.0.1:9/', config: { 'event.notification.fromat': 'elements' } },
    'configuration.invalid',
    /config\.event\.notification\.fromat: unknown.*Did you mean event\.notification\.format/,
  ],
])('%j is refused with %s', async (body, code, message) => {
  const { call } = await startWithInstance();
  expect(faultOf(await call('POST', '', body))).toMatchObject({
    status: '400',
    code,
    message: expect.stringMatching(message) as string,
  });
  expect(await call('GET', '')).toEqual([]);
});

test('a replay goes to a subscription with its own settings, where that is told the events of the instance', async () => {
  const { call, id, flow } = await startWithInstance();
  const subscribe = (topic: string) =>
    flow.server.call<{ id: number }>('POST', '/notifications/subscriptions', {
      channel: 'webhook',
      topics: [topic],
      config: { url: 'http://127.0.0.1:9/all', 'event.notification.signature.key': 'key-of-the-subscription' },
    });
  const told = await subscribe(`instance-${id}-salesloft-events`);
  expect(await call('POST', '', { from: 0, subscriptionId: told.id })).toMatchObject({ url: 'http://127.0.0.1:9/all' });
  const sealed = flow.db
    .selectFrom('subscriptions')
    .where('replay_id', 'is not', null)
    .select(['config', 'secrets_sealed']);
  const { config, secrets_sealed } = await sealed.executeTakeFirstOrThrow();
  expect([config, secrets_sealed?.length ?? 0]).toEqual([{}, expect.toSatisfy((length: number) => length > 40)]);
  const own = flow.db.selectFrom('subscriptions').where('instance_id', '=', id).select('id');
  const { id: ownId } = await own.executeTakeFirstOrThrow();
  expect(await call('POST', '', { from: 0, subscriptionId: ownId })).toMatchObject({ url: flow.receiver.url });
  const other = await subscribe('stock');
  for (const [body, code, message] of [
    [{ subscriptionId: other.id }, 'request.malformed', `subscriptionId: found ${other.id}, which is not told`],
    [{ subscriptionId: told.id, url: 'http://127.0.0.1:9/' }, 'request.malformed', 'subscriptionId: found beside url'],
    [{ subscriptionId: 4711 }, 'subscription.not_found', '4711'],
  ] as const)
    expect(faultOf(await call('POST', '', { from: 0, ...body }))).toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    });
});

test('without a callback URL, or disabled, an instance has no replays to its own URL', async () => {
  const { call, id, flow } = await startWithInstance({ 'event.notification.callback.url': null });
  expect(faultOf(await call('POST', '', { from: 0 }))).toMatchObject({
    status: '400',
    message: expect.stringContaining(`url: missing, as instance ${id} has no callback URL`) as string,
  });
  expect(await call('POST', '', { from: 0, url: flow.receiver.url })).toMatchObject({ url: flow.receiver.url });
  await flow.server.call('DELETE', `/instances/${id}/enabled`);
  expect(faultOf(await call('POST', '', { from: 0 }))).toMatchObject({ status: '403', code: 'instance.disabled' });
});

test('what is not there is not found, and another organisation sees and changes nothing', async () => {
  const { call, id, flow } = await startWithInstance();
  for (const named of ['7', 'x', '1.5', '99999999999999999999']) {
    expect(faultOf(await call('GET', `/${named}`))).toMatchObject({
      status: '404',
      code: 'replay.not_found',
      message: `Instance ${id} has no replay "${named}".`,
    });
  }
  const made = (await call('POST', '', { from: 0 })) as ReplayBody;
  const ofOther = await flow.instance(flow.simulator.activecampaign);
  expect(String(await flow.server.call('GET', `/instances/${ofOther}/replays/${made.id}`).catch(String))).toContain(
    'replay.not_found',
  );
  const { authorization } = await storeOtherOrganization(flow.db);
  const path = `/instances/${id}/replays`;
  for (const [method, at] of [
    ['GET', path],
    ['GET', `${path}/${made.id}`],
    ['DELETE', `${path}/${made.id}`],
    ['POST', `${path}/${made.id}/resume`],
  ] as const)
    expect((await callApi(flow.server.app.url ?? '', method, at, { authorization })).status).toBe(404);
  expect(await call('GET', `/${made.id}`)).toMatchObject({ status: 'waiting' });
});
