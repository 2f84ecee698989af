import { expect, test } from 'vitest';
import { createLog } from '../../lib/log.ts';
import type { UsageRecord } from '../../store/usage-records.ts';
import { createUsageLog } from './usage-log.ts';

const record = (id: string): UsageRecord => ({
  id,
  organizationId: 1,
  accountId: 1,
  userId: 1,
  instanceId: null,
  connectorKey: null,
  instanceName: null,
  tags: null,
  hub: null,
  method: 'GET',
  uri: '/',
  ip: null,
  statusCode: 200,
  durationMs: 1,
  createdAt: 0,
});
const ids = (batches: UsageRecord[][]) => batches.map((batch) => batch.map(({ id }) => id));

test('what is added while a batch is written goes together in the next one', async () => {
  const batches: UsageRecord[][] = [];
  const first = Promise.withResolvers<void>();
  const write = (records: UsageRecord[]) => (batches.push(records) === 1 ? first.promise : Promise.resolve());
  const usage = createUsageLog({ write, log: createLog('silent'), mostWaiting: 10 });
  usage.add(record('a'));
  await Promise.resolve();
  await Promise.resolve();
  usage.add(record('b'));
  usage.add(record('c'));
  first.resolve();
  await usage.settled();
  expect(ids(batches)).toEqual([['a'], ['b', 'c']]);
});

test('a batch that cannot be written is given up, and the next one is written', async () => {
  const batches: UsageRecord[][] = [];
  const write = (records: UsageRecord[]) =>
    batches.push(records) === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
  const usage = createUsageLog({ write, log: createLog('silent'), mostWaiting: 10 });
  usage.add(record('a'));
  await usage.settled();
  usage.add(record('b'));
  await usage.settled();
  expect(ids(batches)).toEqual([['a'], ['b']]);
});

test('no more wait than are allowed to', async () => {
  const batches: UsageRecord[][] = [];
  const first = Promise.withResolvers<void>();
  const write = (records: UsageRecord[]) => (batches.push(records), first.promise);
  const usage = createUsageLog({ write, log: createLog('silent'), mostWaiting: 3 });
  for (let number = 0; number < 100; number++) usage.add(record(String(number)));
  first.resolve();
  await usage.settled();
  expect(batches.flat()).toHaveLength(3);
  usage.add(record('later'));
  await usage.settled();
  expect(ids(batches).at(-1)).toEqual(['later']);
});
