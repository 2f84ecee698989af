import { onTestFinished } from 'vitest';
import { answerJson, bodyOf, listen } from './listen.ts';

export interface CollectedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  attributes: Record<string, unknown>;
  /** 2: an error. */
  statusCode: number | undefined;
  statusMessage: string | undefined;
  service: unknown;
  /** Milliseconds. */
  durationMs: number;
}

/** An OpenTelemetry collector that takes OTLP as JSON. */
export interface Collector {
  url: string;
  /** Path and headers of what came. */
  requests: { path: string; headers: Record<string, unknown> }[];
  spans: CollectedSpan[];
  /** Everything that was sent, as text. */
  bodies: string[];
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface OtlpSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Attribute[];
  status: { code?: number; message?: string };
  startTimeUnixNano: string;
  endTimeUnixNano: string;
}

interface OtlpTraces {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
}

/** For the length of the running test. */
export async function startCollector(): Promise<Collector> {
  const collector: Collector = { url: '', requests: [], spans: [], bodies: [] };
  const server = await listen((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      collector.requests.push({ path: request.url ?? '', headers: request.headers });
      collector.bodies.push(body);
      for (const { resource, scopeSpans } of (JSON.parse(body) as OtlpTraces).resourceSpans)
        for (const span of scopeSpans.flatMap(({ spans }) => spans))
          collector.spans.push(toSpan(span, valuesOf(resource.attributes)['service.name']));
      answerJson(response, 200, {});
    })();
  });
  onTestFinished(() => server.close());
  collector.url = server.url;
  return collector;
}

const valuesOf = (attributes: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const toSpan = (span: OtlpSpan, service: unknown): CollectedSpan => ({
  name: span.name,
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId,
  attributes: valuesOf(span.attributes),
  statusCode: span.status.code,
  statusMessage: span.status.message,
  service,
  durationMs: Number((BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1_000_000n),
});
