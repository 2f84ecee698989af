import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import type { QueueFigures } from '../model/queue-figures.ts';
import { createMetricsPage } from './metrics-page.ts';
import { createWorkMetrics } from './work-metrics.ts';

const clock = createManualClock();
const figures: QueueFigures = {
  subscriptions: {
    active: { count: 3, outstanding: 7, oldestAt: clock.now() - 90_500 },
    resting: { count: 0, outstanding: 0, oldestAt: undefined },
    inactive: { count: 1, outstanding: 1_000_000, oldestAt: clock.now() - 86_400_000 },
  },
  polls: { running: 1, due: 2, waiting: 3, paused: 4, off: 5 },
  lagMs: [1_000, 2_000, 3_000, 4_500],
  neverComplete: 6,
  webhooks: { waiting: 8, oldestAt: clock.now() - 2_500 },
};
const readPoolUse = () => [{ pool: 'work', busy: 2, idle: 1, waiting: 4 }];

/** The samples of a page, by name and labels. */
function samples(page: string): Map<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('what waits is shown in seconds and by state', async () => {
  const readQueueFigures = () => Promise.resolve(figures);
  const page = createMetricsPage(new Registry(), { clock, readQueueFigures, readPoolUse });
  const found = samples(await page.read());
  expect(page.contentType).toContain('text/plain; version=0.0.4');
  expect(Object.fromEntries([...found].filter(([name]) => !/process|nodejs/.test(name)))).toEqual({
    tidings_database_reachable: 1,
    'tidings_subscriptions{state="active"}': 3,
    'tidings_subscriptions{state="resting"}': 0,
    'tidings_subscriptions{state="inactive"}': 1,
    'tidings_deliveries_outstanding{state="active"}': 7,
    'tidings_deliveries_outstanding{state="resting"}': 0,
    'tidings_deliveries_outstanding{state="inactive"}': 1_000_000,
    'tidings_oldest_undelivered_age_seconds{state="active"}': 90.5,
    'tidings_oldest_undelivered_age_seconds{state="resting"}': 0,
    'tidings_oldest_undelivered_age_seconds{state="inactive"}': 86_400,
    'tidings_polls{state="running"}': 1,
    'tidings_polls{state="due"}': 2,
    'tidings_polls{state="waiting"}': 3,
    'tidings_polls{state="paused"}': 4,
    'tidings_polls{state="off"}': 5,
    tidings_polls_never_complete: 6,
    tidings_webhooks_waiting: 8,
    tidings_oldest_waiting_webhook_age_seconds: 2.5,
    'tidings_watermark_lag_seconds{quantile="0.5"}': 1,
    'tidings_watermark_lag_seconds{quantile="0.9"}': 2,
    'tidings_watermark_lag_seconds{quantile="0.99"}': 3,
    'tidings_watermark_lag_seconds{quantile="1"}': 4.5,
    'tidings_database_connections{pool="work",state="busy"}': 2,
    'tidings_database_connections{pool="work",state="idle"}': 1,
    'tidings_database_waiting{pool="work"}': 4,
  });
  expect([...found.keys()]).toEqual(
    expect.arrayContaining(['tidings_process_resident_memory_bytes', 'tidings_nodejs_eventloop_lag_p99_seconds']),
  );
});

test('without its database there are no old figures, and the rest is still shown', async () => {
  let away = false;
  const readQueueFigures = () => (away ? Promise.reject(new Error('away')) : Promise.resolve(figures));
  const page = createMetricsPage(new Registry(), { clock, readQueueFigures, readPoolUse });
  expect(samples(await page.read()).get('tidings_polls{state="off"}')).toBe(5);
  away = true;
  await clock.advance(10_000);
  const names = [...samples(await page.read())].filter(([name]) => !/process|nodejs|connections|waiting/.test(name));
  expect(names).toEqual([['tidings_database_reachable', 0]]);
});

test('work is counted by outcome, and everything that can be counted is there from the beginning', async () => {
  const register = new Registry();
  const metrics = createWorkMetrics(register);
  const before = samples(await register.metrics());
  expect(before.get('tidings_delivery_attempts_total{outcome="gone"}')).toBe(0);
  expect(before.get('tidings_token_refreshes_total{outcome="reconnect"}')).toBe(0);
  metrics.pollFinished({ outcome: 'completed', durationMs: 1_200 });
  metrics.eventsStored(['CREATED', 'UPDATED', 'CREATED']);
  metrics.deliveryAttempted({ outcome: 'delivered', durationMs: 20 });
  metrics.deliveryAttempted({ outcome: 'failed', durationMs: 30_000 });
  metrics.tokenRefreshed('refreshed');
  metrics.requestAnswered({ method: 'GET', route: '/instances/:id', status: 404, durationMs: 3 });
  const found = samples(await register.metrics());
  expect(Object.fromEntries([...found].filter(([name, count]) => name.includes('_total') && count > 0))).toEqual({
    'tidings_polls_finished_total{outcome="completed"}': 1,
    'tidings_events_stored_total{type="CREATED"}': 2,
    'tidings_events_stored_total{type="UPDATED"}': 1,
    'tidings_delivery_attempts_total{outcome="delivered"}': 1,
    'tidings_delivery_attempts_total{outcome="failed"}': 1,
    'tidings_token_refreshes_total{outcome="refreshed"}': 1,
    'tidings_requests_total{method="GET",route="/instances/:id",status="404"}': 1,
  });
  expect(found.get('tidings_poll_duration_seconds_sum')).toBe(1.2);
  expect(found.get('tidings_delivery_duration_seconds_bucket{le="0.05"}')).toBe(1);
});
