import { expect, test } from 'vitest';
import { startFlow } from '../kit/flow.ts';

interface Run {
  resource: string;
  outcome: string;
  polls: number;
  durationMs: number;
  counts: { created: number };
  error: { code: string } | null;
}
interface Change {
  kind: string;
  user: { emailAddress: string } | null;
  reason: string | null;
  changes: { part: string; key: string; before: string | null; after: string | null; secret: boolean }[];
}
interface Health {
  status: string;
  reasons: { code: string; resource: string | null }[];
  completeUpTo: string | null;
  lagSeconds: number | null;
  nextPollDate: string | null;
  lastEventDate: string | null;
  outstanding: number;
  failingSubscriptions: { own: boolean; reason: string }[];
}

test('what polls did, who changed what, and how the instance is, can be asked for at any time', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  const call = <T>(method: string, path: string, body?: object) =>
    flow.server.call<T>(method, `/instances/${id}${path}`, body as never);
  const health = () => call<Health>('GET', '/health');
  expect(await health()).toMatchObject({ status: 'healthy', reasons: [], completeUpTo: null, lastEventDate: null });

  await flow.poll(id);
  salesloft.create('people');
  await flow.poll(id);
  await flow.poll(id);
  await flow.poll(id);
  const runs = await call<Run[]>('GET', '/polls/history');
  expect(runs.map(({ outcome, polls, counts }) => [outcome, polls, counts.created])).toEqual([
    ['completed', 2, 0],
    ['completed', 1, 1],
    ['completed', 1, 0],
  ]);
  expect(await call<Run[]>('GET', '/polls/history?outcome=changes')).toEqual([runs[1]]);
  const madeUp = btoa('[1e300,1.5,-1]');
  await expect(call('GET', `/polls/history?nextPage=${madeUp}`)).rejects.toThrow(/: 400 .*query\.invalid/);
  expect(await health()).toMatchObject({
    status: 'healthy',
    completeUpTo: expect.any(String) as string,
    lagSeconds: expect.any(Number) as number,
    nextPollDate: expect.any(String) as string,
    lastEventDate: expect.any(String) as string,
    outstanding: 1,
  });

  // What a change is and is not.
  await call('PATCH', '', { name: 'Renamed', configuration: { 'event.poller.refresh_interval': '30' } });
  await call('PATCH', '', { name: 'Renamed' });
  await call('PATCH', '/configuration/event.notification.signature.key', {
    propertyValue: 'a key of sixteen or more letters',
  });
  await call('DELETE', '/enabled');
  expect(await health()).toMatchObject({ status: 'disabled', reasons: [{ code: 'disabled' }] });
  await call('PUT', '/enabled');
  const history = await call<Change[]>('GET', '/configuration/history');
  expect(history.map(({ kind }) => kind)).toEqual(['enabled', 'disabled', 'changed', 'changed', 'made']);
  expect(history[2]?.changes).toEqual([
    {
      part: 'configuration',
      key: 'event.notification.signature.key',
      before: '********',
      after: '********',
      secret: true,
    },
  ]);
  expect(history[3]?.changes).toMatchObject([
    { part: 'instance', key: 'name', after: 'Renamed' },
    { part: 'configuration', key: 'event.poller.refresh_interval', after: '30' },
  ]);
  expect(new Set(history.map(({ user }) => user?.emailAddress))).toEqual(new Set(['admin@localhost']));
  expect(JSON.stringify(history)).not.toContain('a key of sixteen');
  expect(JSON.stringify(history)).not.toContain(salesloft.clientSecret);

  // Failures, and the pause that the server makes of them.
  await flow.db.updateTable('polls').set({ consecutive_failures: 98 }).execute();
  salesloft.faults.add({ kind: 'status', status: 500, times: 2 });
  await flow.poll(id);
  expect(await health()).toMatchObject({
    status: 'failing',
    reasons: [{ code: 'polling.failing', resource: 'contacts' }],
  });
  await flow.poll(id);
  expect(await health()).toMatchObject({ status: 'paused', reasons: [{ code: 'polling.paused' }] });
  const failures = await call<Run[]>('GET', '/polls/history?outcome=failed&resource=contacts&pageSize=1');
  expect(failures).toMatchObject([{ outcome: 'failed', polls: 1, error: { code: 'provider.refused' } }]);
  await call('POST', '/polls/resume', {});
  const [resumed, paused] = await call<Change[]>('GET', '/configuration/history?pageSize=2');
  expect([resumed?.kind, resumed?.user?.emailAddress]).toEqual(['resumed', 'admin@localhost']);
  expect([paused?.kind, paused?.user, paused?.changes]).toEqual(['paused', null, []]);
  expect(paused?.reason).toContain('100 times in a row');
});
