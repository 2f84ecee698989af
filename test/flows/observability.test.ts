import { expect, test } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { startCollector, type CollectedSpan } from '../kit/collector.ts';
import { startFlow, until, type Flow } from '../kit/flow.ts';
import { instanceRequest } from '../kit/instance-request.ts';
import { serverEnvironment } from '../kit/server.ts';

interface Line extends Record<string, unknown> {
  level: number;
  msg: string;
}

const [debug, info, warn] = [20, 30, 40];

const own = {
  'event.notification.signature.key': 'signature-key-of-the-receiver',
  'event.notification.basic.username': 'hook',
  'event.notification.basic.password': 'password-of-the-hook',
  'event.notification.callback.headers': '{"x-api-key":"header-of-the-hook"}',
  'event.poller.refresh_interval': '10080',
};
const querySecret = 'secret-in-the-query';
const metricsToken = 'token-of-the-scraper';
const collectorKey = 'key-of-the-collector';

interface Observed {
  flow: Flow;
  lines: () => Line[];
  /** Everything that was logged, as it was. */
  text: () => string;
}

async function observed(environment: Record<string, string> = {}): Promise<Observed> {
  const written: string[] = [];
  const log = createLog('debug', { write: (line) => void written.push(line) });
  const settings = { log, environment: { TIDINGS_METRICS_TOKEN: metricsToken, ...environment } };
  const flow = await startFlow({ settings });
  return { flow, text: () => written.join(''), lines: () => written.map((line) => JSON.parse(line) as Line) };
}

const messages = (lines: Line[], msg: string) => lines.filter((line) => line.msg === msg);

async function figures({ server }: Flow): Promise<(name: string) => number | undefined> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const page = await (await fetch(`${server.app.probesUrl}/metrics`, { headers })).text();
  const samples = page.split('\n').map((line) => [line.slice(0, line.lastIndexOf(' ')), line] as const);
  const byName = new Map(samples);
  return (name) => {
    const line = byName.get(name);
    return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
  };
}

test('a poll and its delivery are in the log and in the figures', async () => {
  const { flow, lines } = await observed();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  salesloft.create('people', { first_name: 'Ada' });
  flow.receiver.answer = () => ({ status: flow.receiver.received.length < 2 ? 503 : 200 });
  await flow.poll(id);
  await until(() => messages(lines(), 'delivery failed').length === 1);
  flow.clock.jump(10_000);
  await flow.delivered();
  await until(() => messages(lines(), 'delivered').length === 1);

  const deliveryId = flow.receiver.received[0]?.headers['webhook-id'];
  const about = { deliveryId, instanceId: id, host: new URL(flow.receiver.url).host };
  expect(messages(lines(), 'delivery failed')).toMatchObject([
    { level: warn, ...about, outcome: 'failed', status: 503 },
  ]);
  expect(messages(lines(), 'delivered')).toMatchObject([{ level: debug, ...about, outcome: 'delivered', attempts: 2 }]);
  const polled = messages(lines(), 'polled').filter(({ resource }) => resource === 'contacts');
  expect(polled.map(({ level, instanceId, outcome, created }) => [level, instanceId, outcome, created])).toEqual([
    [debug, id, 'completed', 0],
    [info, id, 'completed', 1],
  ]);
  const route = '/elements/api-v2/instances/:id/polls';
  expect(messages(lines(), 'request').filter((line) => line['route'] === route)).toMatchObject([
    {
      level: info,
      method: 'POST',
      status: 200,
      organizationId: 1,
      instanceId: id,
      requestId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
    },
  ]);

  const figure = await figures(flow);
  expect(figure('tidings_events_stored_total{type="CREATED"}')).toBe(1);
  expect(figure('tidings_delivery_attempts_total{outcome="failed"}')).toBe(1);
  expect(figure('tidings_delivery_attempts_total{outcome="delivered"}')).toBe(1);
  expect(figure('tidings_delivery_duration_seconds_count')).toBe(2);
  expect(figure('tidings_polls_finished_total{outcome="completed"}')).toBeGreaterThanOrEqual(2);
  expect(figure('tidings_deliveries_outstanding{state="active"}')).toBe(0);
  expect(figure('tidings_subscriptions{state="active"}')).toBe(1);
  expect(figure(`tidings_requests_total{method="POST",route="${route}",status="200"}`)).toBe(1);
  expect(figure('tidings_watermark_lag_seconds{quantile="1"}')).toBeGreaterThanOrEqual(0);
  expect(figure('tidings_database_connections{pool="work",state="idle"}')).toBeGreaterThanOrEqual(1);
});

test('what waits is counted with the age of the oldest, and failed polls and refreshes by their outcome', async () => {
  const { flow, lines } = await observed();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  flow.receiver.answer = () => ({ status: 410 });
  salesloft.create('people', { first_name: 'Ada' });
  await flow.poll(id);
  await until(() => messages(lines(), 'subscription deactivated').length === 1);
  salesloft.expireAccessTokens();
  await flow.poll(id);
  salesloft.faults.add({ kind: 'status', status: 500 });
  await flow.poll(id);
  flow.clock.jump(3_600_000);
  const figure = await figures(flow);
  expect(figure('tidings_deliveries_outstanding{state="inactive"}')).toBe(1);
  expect(figure('tidings_oldest_undelivered_age_seconds{state="inactive"}')).toBeGreaterThanOrEqual(3_600);
  expect(figure('tidings_oldest_undelivered_age_seconds{state="active"}')).toBe(0);
  expect(figure('tidings_delivery_attempts_total{outcome="gone"}')).toBe(1);
  expect(figure('tidings_token_refreshes_total{outcome="refreshed"}')).toBe(1);
  expect(figure('tidings_polls_finished_total{outcome="failed"}')).toBe(1);
  expect(messages(lines(), 'poll did not complete')).toMatchObject([{ level: warn, code: 'provider.refused' }]);
});

test('polls and deliveries are traced, with what was asked of the provider, and the receiver is told of the trace', async () => {
  const collector = await startCollector();
  const { flow } = await observed({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'tidings-test' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  salesloft.create('people', { first_name: 'Ada' });
  flow.receiver.answer = () => ({ status: flow.receiver.received.length < 2 ? 410 : 200 });
  await flow.poll(id);
  await until(() => flow.receiver.received.length === 1);
  await flow.server.app.close();

  const named = (name: string) => collector.spans.filter((span) => span.name === name);
  const poll = named('poll').find(({ attributes }) => Number(attributes['tidings.created']) === 1) as CollectedSpan;
  expect(poll.attributes).toMatchObject({ 'tidings.resource': 'contacts', 'tidings.outcome': 'completed' });
  expect(Number(poll.attributes['tidings.instance'])).toBe(id);
  expect(poll.service).toBe('tidings-test');
  const asked = named('GET').filter(({ parentSpanId }) => parentSpanId === poll.spanId);
  expect(asked.map(({ traceId }) => traceId)).toContain(poll.traceId);
  expect(asked[0]?.attributes['server.address']).toBe(new URL(flow.simulator.url).host);

  const [delivery] = named('delivery');
  const [received] = flow.receiver.received;
  expect(delivery?.attributes).toMatchObject({
    'tidings.delivery': received?.headers['webhook-id'],
    'tidings.outcome': 'gone',
  });
  expect(Number(delivery?.attributes['http.response.status_code'])).toBe(410);
  expect(received?.headers['traceparent']).toBe(`00-${delivery?.traceId}-${delivery?.spanId}-01`);
  expect(delivery?.statusCode).toBe(2);
});

test('no secret is in the log at its finest level, nor in a trace: whoever sends it, or sends it back', async () => {
  const collector = await startCollector();
  const { flow, text, lines } = await observed({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `x-key=${collectorKey}`,
  });
  const { salesloft, activecampaign } = flow.simulator;
  const callback = `${flow.receiver.url}?token=${querySecret}`;
  const bodies = [salesloft, activecampaign].map((provider) => instanceRequest(provider, callback, own));
  const made: { id: number; token: string }[] = [];
  for (const body of bodies) made.push(await flow.server.call('POST', '/instances', body));

  // The receiver tells back whatever it was sent, first as an error.
  flow.receiver.answer = ({ headers }) => ({
    status: flow.receiver.received.length <= 2 ? 500 : 410,
    body: JSON.stringify(headers),
  });
  salesloft.create('people', { first_name: 'Ada' });
  activecampaign.create('contacts', { firstName: 'Grace' });
  for (const { id } of made) await flow.poll(id);
  await until(() => messages(lines(), 'delivery failed').length >= 2);
  flow.clock.jump(10_000);
  await until(() => messages(lines(), 'subscription deactivated').length >= 1);

  // The provider, too, and refreshes under way.
  salesloft.expireAccessTokens();
  await flow.poll(made[0]?.id ?? 0);
  const refreshed = salesloft.requests().last.at(-1)?.headers['authorization'];
  const words = JSON.stringify(bodies);
  for (const provider of [salesloft, activecampaign]) provider.faults.add({ kind: 'status', status: 400, body: words });
  for (const { id } of made) await flow.poll(id);
  salesloft.revokeTokens();

  // And those who call us.
  const { url = '' } = flow.server.app;
  const logIn = { username: 'admin@localhost', password: serverEnvironment.TIDINGS_ADMIN_PASSWORD };
  const session = await flow.server.call<{ token: string }>('POST', '/authentication', logIn);
  const query = new URLSearchParams({ apiKey: 'id', apiSecret: querySecret, callbackUrl: 'https://example.com/' });
  const requests: [path: string, init?: RequestInit][] = [
    [`/elements/salesloft/oauth/url?${query.toString()}`],
    [`/hubs/crm/contacts?where=${querySecret}`, { headers: { authorization: `User ${querySecret}` } }],
    ['/authentication/secrets', { headers: { authorization: `Bearer ${session.token}` } }],
    ['/instances', { method: 'POST', body: words.slice(1, -3), headers: { 'content-type': 'application/json' } }],
  ];
  for (const [path, init] of requests) await fetch(`${url}/elements/api-v2${path}`, init);
  await fetch(`${url}/${querySecret}?${querySecret}`);
  await figures(flow);
  await flow.server.app.close();

  const configurations = bodies.map(({ configuration }) => configuration as object as Record<string, string>);
  const secretKeys = /secret|token|password|signature\.key|api\.key$/;
  const configured = configurations.flatMap((configuration) =>
    Object.entries(configuration).flatMap(([key, value]) =>
      secretKeys.test(key) && !value.startsWith('http') ? value : [],
    ),
  );
  const secrets = [
    ...configured.filter((value) => value !== salesloft.clientId),
    ...made.map(({ token }) => token),
    String(refreshed).replace('Bearer ', ''),
    'header-of-the-hook',
    Buffer.from('hook:password-of-the-hook').toString('base64'),
    querySecret,
    metricsToken,
    collectorKey,
    session.token,
    serverEnvironment.TIDINGS_ADMIN_PASSWORD,
    serverEnvironment.TIDINGS_USER_SECRET,
    serverEnvironment.TIDINGS_ORGANIZATION_SECRET,
    serverEnvironment.TIDINGS_SECRET_KEY,
  ];
  expect(secrets.length).toBeGreaterThan(18);
  const told = `${text()}\n${collector.bodies.join('\n')}`;
  expect(secrets.filter((secret) => secret.length < 8 || told.includes(secret))).toEqual([]);
  expect(messages(lines(), 'request').length).toBeGreaterThan(8);
  expect(collector.spans.length).toBeGreaterThan(8);
});
