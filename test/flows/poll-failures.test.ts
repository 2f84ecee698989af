import { expect, onTestFinished, test } from 'vitest';
import { startFlow } from '../kit/flow.ts';
import { startTestServer } from '../kit/server.ts';

const minute = 60_000;
const contacts = (pageSize: number) => ({
  'event.poller.configuration': {
    contacts: {
      url: "/hubs/crm/contacts?where=updated_at>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX}'",
      idField: 'id',
      pageSize,
      datesConfiguration: {
        updatedDateField: 'updated_at',
        updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
        createdDateField: 'created_at',
        createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
      },
    },
  },
});

interface Status {
  watermark: string | null;
  completeUpTo: string | null;
  nextPollDate: string;
  consecutiveFailures: number;
}

test('a provider that asks to wait is not asked again before that, and nothing is lost', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  const { id: recordId } = salesloft.create('people');
  salesloft.faults.add({ kind: 'status', status: 429, retryAfter: 600, times: 1 });
  const [throttled] = await flow.poll(id);
  expect(throttled).toMatchObject({ outcome: 'throttled', error: { code: 'provider.throttled' } });
  const [status] = await flow.server.call<Status[]>('GET', `/instances/${id}/polls`);
  expect(Date.parse(status?.nextPollDate ?? '') - flow.clock.now()).toBeGreaterThan(9 * minute);
  flow.clock.jump(10 * minute);
  expect((await flow.poll(id))[0]).toMatchObject({ outcome: 'completed' });
  expect(await flow.events()).toEqual([`CREATED ${recordId}`]);
});

test.each([
  ['an error', { kind: 'status', status: 500 }],
  ['half an answer', { kind: 'cut', when: 'middle' }],
  ['broken JSON', { kind: 'malformed' }],
] as const)(
  'after %s in the middle of the pages the watermark stays, and the next poll goes on there and tells the rest',
  async (_what, fault) => {
    const flow = await startFlow({ roles: 'api' });
    const { salesloft } = flow.simulator;
    const id = await flow.instance(salesloft, contacts(20));
    await flow.poll(id);
    const status = async () => (await flow.server.call<Status[]>('GET', `/instances/${id}/polls`))[0];
    const before = await status();
    flow.clock.jump(15 * minute);
    salesloft.load(70);
    salesloft.faults.add({ ...fault, skip: 2, times: 1 });
    expect((await flow.poll(id))[0]).toMatchObject({ outcome: 'failed' });
    const toldBefore = (await flow.events()).length;
    expect(toldBefore).toBeGreaterThan(20);
    expect(toldBefore).toBeLessThan(70);
    expect(await status()).toMatchObject({
      watermark: before?.watermark,
      completeUpTo: before?.completeUpTo,
      consecutiveFailures: 1,
    });
    flow.clock.jump(15 * minute);
    expect((await flow.poll(id))[0]).toMatchObject({
      outcome: 'completed',
      counts: { created: 70 - toldBefore, ignored: 0 },
    });
    expect(new Set(await flow.events()).size).toBe(70);
    expect(await flow.events()).toHaveLength(70);
    expect(await status()).toMatchObject({ consecutiveFailures: 0 });
  },
);

test('rows that move while the pages are read are all told', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { activecampaign } = flow.simulator;
  const resource = 'deals';
  const created = Array.from({ length: 250 }, () => activecampaign.create(resource));
  flow.clock.jump(minute);
  const id = await flow.instance(activecampaign, { 'event.poller.start': 'beginning' });
  const survivors = created.slice(3);
  activecampaign.faults.add({
    kind: 'pageShift',
    run: () => {
      for (const one of created.slice(0, 3)) activecampaign.delete(one.id);
    },
  });
  expect((await flow.poll(id, { resource }))[0]).toMatchObject({ outcome: 'completed' });
  const told = new Set(await flow.events());
  expect(survivors.filter(({ id: recordId }) => !told.has(`CREATED ${recordId}`))).toEqual([]);
  expect((await flow.events()).length).toBe(told.size);
});

test('rows that change while the pages are read are told in their last state at the latest by the next poll', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft, contacts(20));
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  const created = Array.from({ length: 60 }, () => salesloft.create('people'));
  salesloft.faults.add({
    kind: 'pageShift',
    times: 3,
    run: () => {
      flow.clock.jump(1_000);
      for (const one of created.slice(5, 15)) salesloft.update(one.id);
    },
  });
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  await flow.poll(id);
  const rows = await flow.db
    .selectFrom('events')
    .select(['record_id', 'record'])
    .orderBy('notification_id')
    .orderBy('position')
    .execute();
  const lastTold = new Map(
    rows.map((row) => [row.record_id, (JSON.parse(row.record ?? '') as { updated_at: string }).updated_at]),
  );
  const expected = salesloft.records('people').map((record) => [String(record['id']), record['updated_at']] as const);
  expect(lastTold).toEqual(new Map(expected));
});

test('of two pollers at once the one whose claim ran out writes nothing more, and every change is told once', async () => {
  const flow = await startFlow({ roles: 'api', whileSlow: () => overtake() });
  const other = await startTestServer({ databaseUrl: flow.databaseUrl, clock: flow.clock, roles: 'api' });
  onTestFinished(() => other.app.close());
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft, contacts(20));
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  salesloft.load(50);
  salesloft.faults.add({ kind: 'slow', ms: 1, skip: 1, times: 1 });
  const overtake = async () => {
    await flow.db.updateTable('polls').set({ lease_until_ms: flow.clock.now() }).execute();
    salesloft.load(5);
    await other.call('POST', `/instances/${id}/polls`, {});
  };
  await expect(flow.poll(id)).rejects.toThrow('poll.superseded');
  const events = await flow.events();
  expect(events).toHaveLength(55);
  expect(new Set(events).size).toBe(55);
  const [poll] = await flow.db.selectFrom('polls').select(['last_outcome', 'lease_until_ms']).execute();
  expect(poll).toEqual({ last_outcome: 'completed', lease_until_ms: null });
});

test('a dry run tells what a poll would do and writes nothing', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  const { id: recordId } = salesloft.create('people');
  const written = async () => ({
    polls: await flow.db.selectFrom('polls').selectAll().execute(),
    cursors: await flow.db.selectFrom('cursors').selectAll().execute(),
    versions: await flow.db.selectFrom('record_versions').selectAll().execute(),
    events: await flow.db.selectFrom('events').selectAll().execute(),
  });
  const before = await written();
  const [dry] = await flow.poll(id, { dryRun: true, explain: true });
  expect(dry).toMatchObject({ dryRun: true, outcome: 'completed', counts: { created: 1 } });
  expect(dry?.scans[0]?.decisions).toMatchObject([{ recordId, outcome: 'created', rule: 'dates-equal' }]);
  expect(await written()).toEqual(before);
  const [wet] = await flow.poll(id, { explain: true });
  expect(wet?.scans[0]?.decisions).toMatchObject([{ recordId, outcome: 'created', rule: 'dates-equal' }]);
  expect(await flow.events()).toEqual([`CREATED ${recordId}`]);
});

test('a resource without a list of its own is read list by list, each with a cursor of its own', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { acton } = flow.simulator;
  acton.create('l-0001', { 'E-mail Address': 'a@example.com' });
  acton.create('l-0002', { 'E-mail Address': 'b@example.com' });
  const id = await flow.instance(acton);
  await flow.poll(id);
  flow.clock.jump(15 * minute);
  acton.create('l-0001', { 'E-mail Address': 'c@example.com' });
  acton.create('l-0003', { 'E-mail Address': 'd@example.com' });
  const [report] = await flow.poll(id);
  expect(report).toMatchObject({ outcome: 'completed', counts: { created: 2 } });
  expect(report?.scans.map(({ scope }) => scope)).toEqual(
    expect.arrayContaining(['listId=l-0001', 'listId=l-0002', 'listId=l-0003']),
  );
  const scopes = await flow.db.selectFrom('cursors').select('scope').where('watermark_us', 'is not', null).execute();
  expect(scopes).toHaveLength(report?.scans.length ?? 0);
  expect(await flow.events()).toHaveLength(2);
});

test('a list that the provider refuses keeps its cursor and does not starve the lists after it', async () => {
  const flow = await startFlow({ roles: 'api' });
  const { acton } = flow.simulator;
  for (const list of ['l-0001', 'l-0002', 'l-0003']) acton.create(list, { 'E-mail Address': `${list}@example.com` });
  const id = await flow.instance(acton);
  await flow.poll(id);
  const watermarks = async () => {
    const rows = await flow.db.selectFrom('cursors').select(['scope', 'watermark_us']).execute();
    return new Map(rows.map((row) => [row.scope, row.watermark_us]));
  };
  const before = await watermarks();
  flow.clock.jump(15 * minute);
  for (const list of ['l-0001', 'l-0002', 'l-0003']) acton.create(list, { 'E-mail Address': `new@${list}.example` });
  acton.faults.add({ kind: 'status', status: 500, path: '/list/l-0001', times: 1 });
  const [report] = await flow.poll(id);
  expect(report).toMatchObject({
    outcome: 'failed',
    error: { code: 'provider.refused', message: expect.stringContaining('listId=l-0001: ') },
    counts: { created: 2 },
  });
  const after = await watermarks();
  const moved = [...after.keys()].filter((scope) => after.get(scope) !== before.get(scope));
  expect(moved.sort()).toEqual(['listId=l-0002', 'listId=l-0003']);
  flow.clock.jump(15 * minute);
  expect((await flow.poll(id))[0]).toMatchObject({ outcome: 'completed', counts: { created: 1 } });
  expect(new Set(await flow.events()).size).toBe(3);
  expect(await flow.events()).toHaveLength(3);
});
