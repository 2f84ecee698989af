import { expect, test } from 'vitest';
import { simulatorForTest } from './simulator-for-test.ts';

test('records can be dated back, forward, and changed without a new stamp', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { salesloft } = simulator;
  const past = Date.parse('2020-01-01T00:00:00Z') * 1000;
  const future = Date.parse('2030-01-01T00:00:00Z') * 1000;
  expect(salesloft.create('people', {}, { createdAt: past }).record['updated_at']).toBe(
    '2019-12-31T19:00:00.000000-05:00',
  );
  expect(salesloft.create('people', {}, { createdAt: past, updatedAt: future }).updatedAt).toBe(future);
  clock.advance(1000);
  const silent = salesloft.update(1, { first_name: 'Changed' }, { bump: false });
  expect(silent).toMatchObject({ type: 'UPDATED', updatedAt: past, record: { first_name: 'Changed' } });
  expect(silent.at).toBeGreaterThanOrEqual(clock.now() * 1000);
});

test('an id can be used again after a deletion, not before, and numbers go on after the highest', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  salesloft.create('people');
  expect(() => salesloft.create('people', {}, { number: 1 })).toThrow(
    'people cannot create 1: there is such a record.',
  );
  salesloft.delete(1);
  expect(() => salesloft.update(1)).toThrow('There is no record 1.');
  expect(salesloft.create('people', {}, { number: 1 }).id).toBe('1');
  salesloft.create('people', {}, { number: 10 });
  expect(salesloft.create('people').id).toBe('11');
});

test('fields may hold what a provider should not send, and never the id', async () => {
  const { simulator } = await simulatorForTest();
  const { salesloft } = simulator;
  expect(salesloft.create('people', { updated_at: 'soon' }).record['updated_at']).toBe('soon');
  expect(() => salesloft.create('people', { id: 7 })).toThrow('people: id cannot be set by a field');
});

test('the stamps of changes made one after the other never go back', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { salesloft } = simulator;
  salesloft.load(1000);
  clock.advance(1);
  salesloft.churn({ creates: 50, updates: 500, deletes: 20 });
  const history = salesloft.history();
  expect(history).toHaveLength(1570);
  const stamps = history.map(({ at }) => at);
  expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
  expect(stamps.at(-1)).toBeLessThan((clock.now() + 1) * 1000);
  expect(salesloft.records()).toHaveLength(1030);
});

test('replaying the history gives the records', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  acton.load(20);
  clock.advance(10);
  acton.churn({ updates: 15, deletes: 5, creates: 3 });
  const replayed = new Map<string, unknown>();
  for (const { type, id, record } of acton.history()) {
    if (type === 'DELETED') replayed.delete(id);
    else replayed.set(id, record);
  }
  const byId = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
  expect([...replayed.values()].map((record) => record as object).toSorted(byId)).toEqual(
    acton.records().toSorted(byId),
  );
});

test('reset brings a provider back to its beginning', async () => {
  const { simulator } = await simulatorForTest();
  const { infusionsoft } = simulator;
  infusionsoft.setOptions({ appointmentDates: false });
  infusionsoft.create('appointments');
  infusionsoft.faults.add({ kind: 'hang' });
  simulator.reset();
  expect(infusionsoft.records()).toEqual([]);
  expect(infusionsoft.history()).toEqual([]);
  expect(infusionsoft.faults.list()).toEqual([]);
  expect(infusionsoft.options()).toEqual({ appointmentDates: true });
  expect(infusionsoft.create('appointments').id).toBe('1');
});
