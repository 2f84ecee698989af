import { Registry } from 'prom-client';
import { withinTime, type Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { silentTelemetry, type Telemetry } from '../model/telemetry.ts';
import type { TracingOptions } from './tracing.ts';
import { createMetricsPage, type MetricsPage, type MetricsSources } from './metrics-page.ts';
import { createWorkMetrics } from './work-metrics.ts';

export interface TelemetryOptions {
  clock: Clock;
  log: Log;
  /** Undefined: nothing is traced, and none of the packages for it is loaded. */
  tracing: TracingOptions | undefined;
}

export interface StartedTelemetry {
  telemetry: Telemetry;
  metricsPage(sources: Omit<MetricsSources, 'clock'>): MetricsPage;
  /** Sends the spans that are left, for at most two seconds. */
  close(): Promise<void>;
}

const closeTimeMs = 2_000;

/** What the server tells of itself: figures to be scraped, and traces where a collector is named. */
export async function startTelemetry({ clock, log, tracing }: TelemetryOptions): Promise<StartedTelemetry> {
  const register = new Registry();
  const spans = tracing && (await import('./tracing.ts')).startTracing({ clock, log }, tracing);
  return {
    telemetry: { ...createWorkMetrics(register), inSpan: spans?.inSpan ?? silentTelemetry.inSpan },
    metricsPage: (sources) => createMetricsPage(register, { clock, ...sources }),
    close: async () => {
      if (spans) await withinTime(clock, closeTimeMs, spans.close());
    },
  };
}
