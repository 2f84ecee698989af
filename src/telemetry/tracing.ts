import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Span as SdkSpan } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { withoutEndSlashes } from '../lib/without-end-slashes.ts';
import { Fault } from '../model/fault.ts';
import { silentTelemetry, type Span, type SpanStart, type Telemetry } from '../model/telemetry.ts';

export interface TracingOptions {
  /** Base URL of a collector that speaks OTLP over HTTP: spans go to `<endpoint>/v1/traces`. */
  endpoint: string;
  /** Sent to the collector. */
  headers: Record<string, string>;
  serviceName: string;
}

export interface Tracing {
  inSpan: Telemetry['inSpan'];
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Spans by the official packages, which send them on their own connections: the collector's address is the operator's
 * word, so the address guard is not asked. Nothing is registered globally; where a span belongs follows the asynchronous
 * call that it was begun in.
 */
export function startTracing({ clock, log }: { clock: Clock; log: Log }, options: TracingOptions): Tracing {
  const { endpoint, headers, serviceName } = options;
  const url = `${withoutEndSlashes(endpoint)}/v1/traces`;
  const exporter = reportFailures(log, new OTLPTraceExporter({ url, headers }));
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('tidings');
  const current = new AsyncLocalStorage<Context>();

  const inSpan = async <T>(start: SpanStart, work: (span: Span) => Promise<T>): Promise<T> => {
    const parent = current.getStore();
    if (start.insideOnly === true && parent === undefined) return silentTelemetry.inSpan(start, work);
    const kind = start.kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL;
    const { name, attributes } = start;
    const context = parent ?? ROOT_CONTEXT;
    const span = tracer.startSpan(name, { kind, attributes, startTime: new Date(clock.now()) }, context);
    let reason: string | undefined;
    const fail = (told: string) => (reason = told);
    try {
      return await current.run(trace.setSpan(context, span), () => work(toSpan(span, fail)));
    } catch (error) {
      reason ??= nameOf(error);
      throw error;
    } finally {
      if (reason !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
      span.end(new Date(clock.now()));
    }
  };
  // What a collector that is away was not told is lost; that is in the log already.
  return { inSpan, close: () => provider.shutdown().catch(() => {}) };
}

/** The code of a fault; not its words, which may be those of a provider. */
const nameOf = (error: unknown): string =>
  error instanceof Fault ? error.code : error instanceof Error ? error.name : 'unknown';

function toSpan(span: SdkSpan, fail: Span['fail']): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    set: (attributes) => void span.setAttributes(attributes),
    fail,
    headers: { traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}` },
  };
}

/** The packages keep failures to themselves. Told once, until it works again. */
function reportFailures(log: Log, exporter: SpanExporter): SpanExporter {
  let fails = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0 && !fails) {
          const { code, message } = (result.error ?? {}) as { code?: unknown; message?: unknown };
          log.warn(
            { code, reason: message },
            'spans cannot be sent to the collector; they are dropped until it answers',
          );
        }
        fails = result.code !== 0;
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
