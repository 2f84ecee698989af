import { collectDefaultMetrics, type Registry } from 'prom-client';
import type { Clock } from '../lib/clock.ts';
import type { PoolUse } from '../model/pool-use.ts';
import type { QueueFigures } from '../model/queue-figures.ts';
import { createFigureCache } from './figure-cache.ts';
import { createQueueGauges } from './queue-gauges.ts';

/** What a scraper gets. */
export interface MetricsPage {
  contentType: string;
  /** Everything in the Prometheus text format. Never rejects: without a database, its figures are left out. */
  read(): Promise<string>;
}

export interface MetricsSources {
  clock: Clock;
  readQueueFigures: () => Promise<QueueFigures>;
  /** Of the database. */
  readPoolUse: () => PoolUse[];
}

export function createMetricsPage(register: Registry, sources: MetricsSources): MetricsPage {
  const { clock, readQueueFigures, readPoolUse } = sources;
  const gauges = createQueueGauges(register);
  const figures = createFigureCache({ clock }, readQueueFigures);
  let measuresProcess = false;
  return {
    contentType: register.contentType,
    read: async () => {
      // From the first look on: what nobody looks at is not measured.
      if (!measuresProcess) collectDefaultMetrics({ register, prefix: 'tidings_' });
      measuresProcess = true;
      gauges.show(await figures(), clock.now());
      gauges.showPools(readPoolUse());
      return register.metrics();
    },
  };
}
