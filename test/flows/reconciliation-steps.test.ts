import { expect, onTestFinished, test } from 'vitest';
import { startFlow, until } from '../kit/flow.ts';
import { askToReconcile, reconcile, reconciled, reconciledInTime } from '../kit/reconcile.ts';
import { startTestServer } from '../kit/server.ts';

const minute = 60_000;
const longAgo = Date.UTC(2020, 0, 1) * 1000;
const pages = 5;
const perPage = 100;

const date = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";
const contacts = (values: object = {}) => ({
  url: `/hubs/crm/contacts?where=updated_at>='\${gmtDate:${date}}'`,
  idField: 'id',
  datesConfiguration: {
    updatedDateField: 'updated_at',
    updatedDateFormat: date,
    createdDateField: 'created_at',
    createdDateFormat: date,
  },
  ...values,
});

test('polls have their turn while a reconciliation is under way, and nothing is told twice', async () => {
  const told: string[] = [];
  let whilePaged = () => Promise.resolve();
  const flow = await startFlow({ whileSlow: () => whilePaged() });
  const { salesloft } = flow.simulator;
  salesloft.load(pages * perPage);
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  flow.clock.jump(15 * minute);
  // Each page takes longer than a step may, and a record is created meanwhile.
  whilePaged = () => {
    flow.clock.jump(30_000);
    told.push(`CREATED ${salesloft.create('people').id}`);
    return Promise.resolve();
  };
  salesloft.faults.add({ kind: 'slow', ms: 1, path: '/people', times: 3 });
  const { id: reconciliationId } = await askToReconcile(flow, id, 'contacts');
  await until(() => told.length > 0);
  const [polled] = await flow.poll(id, { resource: 'contacts' });
  expect(polled?.outcome).toBe('completed');
  flow.clock.jump(minute);
  expect(await reconciled(flow, id, reconciliationId)).toMatchObject({
    status: 'completed',
    counts: { missedCreated: 0, missedUpdated: 0 },
  });
  await flow.poll(id, { resource: 'contacts' });
  expect((await flow.events()).toSorted()).toEqual(told.toSorted());
});

test('after a restart a reconciliation goes on at the page where it was', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(pages * perPage, { createdAt: longAgo, updatedAt: longAgo });
  const id = await flow.instance(salesloft);
  await reconcile(flow, id);
  const late = salesloft.create('people', {}, { createdAt: longAgo, updatedAt: longAgo });
  // The third page hangs until the server is stopped.
  salesloft.faults.add({ kind: 'hang', path: '/people', skip: 2, times: 1 });
  const before = salesloft.requests().total;
  const { id: reconciliationId } = await askToReconcile(flow, id, 'contacts');
  await until(() => salesloft.requests().total >= before + 3);
  await flow.server.app.close();
  flow.clock.jump(3 * minute);
  const again = await startTestServer({ databaseUrl: flow.databaseUrl, clock: flow.clock });
  onTestFinished(() => again.app.close());
  const body = await reconciled({ ...flow, server: again }, id, reconciliationId);
  expect(body).toMatchObject({
    status: 'completed',
    counts: { missedCreated: 1, unchanged: pages * perPage, records: pages * perPage + 1 },
  });
  expect(await flow.events()).toEqual([`CREATED ${late.id}`]);
});

test('a provider that asks to wait is obeyed, and the rest is read afterwards', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(3 * perPage);
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  salesloft.faults.add({ kind: 'status', status: 429, retryAfter: 600, path: '/people', skip: 1, times: 1 });
  const { id: reconciliationId } = await askToReconcile(flow, id, 'contacts');
  const read = () =>
    flow.server.call<{ status: string; error: { code: string } | null; progress: { nextStepDate: string } }>(
      'GET',
      `/instances/${id}/reconciliations/${reconciliationId}`,
    );
  await until(async () => (await read()).error !== null);
  const waiting = await read();
  expect(waiting).toMatchObject({ status: 'running', error: { code: 'provider.throttled' } });
  expect(Date.parse(waiting.progress.nextStepDate) - flow.clock.now()).toBeGreaterThan(9 * minute);
  flow.clock.jump(11 * minute);
  expect(await reconciled(flow, id, reconciliationId)).toMatchObject({
    status: 'completed',
    error: null,
    counts: { records: 3 * perPage },
  });
});

test('a provider that fails again and again ends it as failed, which counts for nothing', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(3);
  const gone = salesloft.create('people');
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  await reconcile(flow, id);
  salesloft.delete(gone.id);
  salesloft.faults.add({ kind: 'status', status: 500, path: '/people' });
  const { id: reconciliationId } = await askToReconcile(flow, id, 'contacts');
  expect(await reconciledInTime(flow, id, reconciliationId)).toMatchObject({
    status: 'failed',
    error: { code: 'provider.refused' },
  });
  salesloft.faults.clear();
  const notices = await flow.server.call<{ kind: string }[]>(
    'GET',
    `/instances/${id}/notices?kind=reconciliation.failed`,
  );
  expect(notices).toHaveLength(1);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { missingOnce: 1, deleted: 0 } });
  expect(await flow.events()).toEqual([]);
});

test('a resource that fans out is reconciled part by part, and a part that is refused deletes nothing', async () => {
  const flow = await startFlow();
  const { acton } = flow.simulator;
  const lists = ['l-0001', 'l-0002', 'l-0003'];
  const contacts = lists.map((list) => Array.from({ length: 3 }, () => acton.create(list)));
  flow.clock.jump(minute);
  const id = await flow.instance(acton);
  expect(await reconcile(flow, id)).toMatchObject({
    counts: { remembered: 9 },
    progress: { scopes: 3, scopesDone: 3 },
  });
  const [first = [], second = []] = contacts;
  acton.delete(first[0]?.id ?? '');
  acton.delete(second[0]?.id ?? '');
  acton.faults.add({ kind: 'status', status: 404, path: '/l-0002' });
  for (const deleted of [0, 1]) {
    const { id: reconciliationId } = await askToReconcile(flow, id, 'contacts');
    expect(await reconciledInTime(flow, id, reconciliationId)).toMatchObject({
      counts: { deleted },
      progress: { skippedScopes: ['listId=l-0002'], scopes: 3, scopesDone: 3 },
    });
  }
  expect(await flow.events()).toEqual([`DELETED ${first[0]?.id}`]);
});

test('a resource with a schedule is reconciled by itself', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(3);
  flow.clock.jump(minute);
  const scheduled = contacts({ polling: { reconciliation: { everyHours: 24 } } });
  const id = await flow.instance(salesloft, { 'event.poller.configuration': { contacts: scheduled } });
  const all = () =>
    flow.server.call<{ id: number; reason: string; status: string }[]>('GET', `/instances/${id}/reconciliations`);
  await until(async () => (await all())[0]?.status === 'completed');
  const old = salesloft.create('people', {}, { createdAt: longAgo, updatedAt: longAgo });
  flow.clock.jump(24 * 60 * minute);
  await until(async () => (await flow.events()).length > 0);
  await until(async () => (await all())[0]?.status === 'completed');
  expect((await all()).map(({ reason }) => reason)).toEqual(['scheduled', 'scheduled']);
  expect(await flow.events()).toEqual([`CREATED ${old.id}`]);
});

test('a query that is changed on the way is read from its beginning', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(3 * perPage);
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft, { 'event.poller.configuration': { contacts: contacts() } });
  salesloft.faults.add({ kind: 'status', status: 429, retryAfter: 600, path: '/people', skip: 2, times: 1 });
  const { id: reconciliationId } = await askToReconcile(flow, id, 'contacts');
  await until(async () => salesloft.requests().byStatus?.['429'] === 1);
  const configuration = { 'event.poller.configuration': { contacts: contacts({ pageSize: 50 }) } };
  await flow.server.call('PATCH', `/instances/${id}`, { configuration });
  expect(await reconciledInTime(flow, id, reconciliationId)).toMatchObject({
    status: 'completed',
    counts: { records: 3 * perPage },
  });
  expect(await reconcile(flow, id)).toMatchObject({ counts: { unchanged: 3 * perPage, missingOnce: 0 } });
});

test('where polls read everything, they tell what is new, and a reconciliation what is gone', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const { id: gone } = salesloft.create('people');
  salesloft.load(5);
  const everything = { contacts: { url: '/hubs/crm/contacts', idField: 'id' } };
  const id = await flow.instance(salesloft, { 'event.poller.configuration': everything });
  expect(await reconcile(flow, id)).toMatchObject({ counts: { unchanged: 6, remembered: 0 } });
  const created = salesloft.create('people');
  salesloft.delete(gone);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { missedCreated: 0, missingOnce: 1, ahead: 1 } });
  await flow.poll(id);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { deleted: 1 } });
  await flow.poll(id);
  expect(await flow.events()).toEqual([`CREATED ${created.id}`, `DELETED ${gone}`]);
});
