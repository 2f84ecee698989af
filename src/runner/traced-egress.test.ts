import { expect, test } from 'vitest';
import { startCollector } from '../../test/kit/collector.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import type { Egress } from '../egress/egress.ts';
import { createLog } from '../lib/log.ts';
import { Fault } from '../model/fault.ts';
import { silentTelemetry } from '../model/telemetry.ts';
import { startTracing } from '../telemetry/tracing.ts';
import { tracedCallbacks, tracedEgress } from './traced-egress.ts';

const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
const request = { method: 'POST', url: 'https://hooks.example/?token=secret' };

/** The span of a request that this fault ends. */
async function spanOf(fault: Fault, trace: typeof tracedCallbacks | typeof tracedEgress) {
  const collector = await startCollector();
  const options = { endpoint: collector.url, headers: {}, serviceName: 'ours' };
  const tracing = startTracing({ clock: createManualClock(), log: createLog('silent') }, options);
  const egress: Pick<Egress, 'request'> = { request: () => Promise.reject(fault) };
  const traced = trace({ ...silentTelemetry, inSpan: tracing.inSpan }, egress as Egress);
  const work = tracing.inSpan({ name: 'outer', attributes: {} }, () => traced.request(request));
  await expect(work).rejects.toBe(fault);
  await tracing.close();
  return collector.spans.find(({ name }) => name !== 'outer');
}

test.each([
  [new Fault('provider.unreachable', 'words', { cause: reset }), 'connection', 'failed'],
  [new Fault('provider.unreachable', 'words'), 'timeout', 'failed'],
  [new Fault('address.refused', 'words'), 'address', 'failed'],
  [new Fault('provider.throttled', 'words'), 'notSent', 'notSent'],
])('a delivery that ends in %s says in words of deliveries why: %s', async (fault, reason, outcome) => {
  expect(await spanOf(fault, tracedCallbacks)).toMatchObject({
    statusCode: 2,
    statusMessage: reason,
    attributes: { 'server.address': 'hooks.example', 'tidings.outcome': outcome },
  });
});

test('a request to a provider has the code of the fault as its status', async () => {
  const fault = new Fault('provider.unreachable', 'words');
  expect(await spanOf(fault, tracedEgress)).toMatchObject({ statusCode: 2, statusMessage: 'provider.unreachable' });
});
