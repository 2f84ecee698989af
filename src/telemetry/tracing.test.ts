import { expect, test } from 'vitest';
import { startCollector } from '../../test/kit/collector.ts';
import { serve } from '../../test/kit/listen.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createLog } from '../lib/log.ts';
import { Fault } from '../model/fault.ts';
import { startTracing } from './tracing.ts';

const silent = createLog('silent');

test('spans follow the calls they were begun in, last as long as our clock says, and go to /v1/traces', async () => {
  const collector = await startCollector();
  const clock = createManualClock();
  const headers = { 'x-key': 'of-the-collector' };
  const tracing = startTracing({ clock, log: silent }, { endpoint: `${collector.url}/`, headers, serviceName: 'ours' });
  const inner = { name: 'inner', kind: 'client', attributes: { n: 1 }, insideOnly: true } as const;
  await tracing.inSpan({ name: 'outer', attributes: { resource: 'contacts', nothing: undefined } }, async (span) => {
    await tracing.inSpan(inner, () => clock.advance(1_500));
    span.set({ outcome: 'completed' });
  });
  await tracing.inSpan(inner, async () => {});
  await tracing.close();
  const [child, parent] = collector.spans;
  expect(collector.requests).toMatchObject([{ path: '/v1/traces', headers }]);
  expect(collector.spans.map(({ name }) => name)).toEqual(['inner', 'outer']);
  expect(child).toMatchObject({
    traceId: parent?.traceId,
    parentSpanId: parent?.spanId,
    durationMs: 1_500,
    service: 'ours',
  });
  expect(parent).toMatchObject({ attributes: { resource: 'contacts', outcome: 'completed' }, durationMs: 1_500 });
});

test('what a receiver is told names the span, and work that fails is marked by its code, not its words', async () => {
  const collector = await startCollector();
  const options = { endpoint: collector.url, headers: {}, serviceName: 'ours' };
  const tracing = startTracing({ clock: createManualClock(), log: silent }, options);
  let told = '';
  const failing = tracing.inSpan({ name: 'delivery', attributes: {} }, (span) => {
    told = span.headers['traceparent'] ?? '';
    return Promise.reject(new Fault('provider.unreachable', 'words with a password'));
  });
  await expect(failing).rejects.toThrow('words with a password');
  await tracing.close();
  const [span] = collector.spans;
  expect(told).toBe(`00-${span?.traceId}-${span?.spanId}-01`);
  expect(span?.statusCode).toBe(2);
  expect(collector.bodies.join('')).toContain('provider.unreachable');
  expect(collector.bodies.join('')).not.toContain('password');
});

test('a collector that refuses is told of once, and nothing else suffers', async () => {
  const lines: { msg: string; level: number }[] = [];
  const log = createLog('info', {
    write: (line) => void lines.push(JSON.parse(line) as { msg: string; level: number }),
  });
  const refusing = await serve((request, response) => {
    request.resume();
    response.writeHead(401).end();
  });
  const options = { endpoint: refusing.url, headers: {}, serviceName: 'ours' };
  const tracing = startTracing({ clock: createManualClock(), log }, options);
  // More than one batch.
  for (let index = 0; index < 600; index++) await tracing.inSpan({ name: 'poll', attributes: {} }, async () => {});
  await tracing.close();
  expect(lines).toMatchObject([{ level: 40, msg: expect.stringContaining('spans cannot be sent') as string }]);
});
