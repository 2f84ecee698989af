import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { Change } from '../model/change.ts';
import { Fault } from '../model/fault.ts';
import { tellChanges, type TellByHook } from './tell-changes.ts';

const change: Change = { type: 'UPDATED', recordId: '1', version: 'v', date: 1, record: {}, initial: false };
const found = (hooks: object, changes = [change]) => ({
  account: { organizationId: 1, instanceId: 1, connector: testConnector({}, { hooks }), configuration: {} },
  resource: 'rows',
  pollDate: 1,
  changes,
});
const event = { body: 'done()' };
const leavesOut: TellByHook = () => Promise.resolve({ changes: [], faults: [] });

test('an event hook has its say in what polls find where its connector says so', async () => {
  const nothing = { changes: [], notices: [] };
  expect(await tellChanges({ tellByHook: leavesOut }, found({ event, eventOnPolled: true }))).toEqual(nothing);
  const asFound = { changes: [change], notices: [] };
  expect(await tellChanges({ tellByHook: leavesOut }, found({ event }))).toEqual(asFound);
  expect(await tellChanges({}, found({ event, eventOnPolled: true }))).toEqual(asFound);
});

test('no hook is asked about a page without changes', async () => {
  const tellByHook = () => Promise.reject(new Error('asked'));
  const input = found({ event, eventOnPolled: true }, []);
  expect(await tellChanges({ tellByHook }, input)).toEqual({ changes: [], notices: [] });
});

test('a hook that fails is noticed', async () => {
  const fault = new Fault('hook.failed', 'Sample: hooks.event, line 1 (thrown): oops');
  const tellByHook: TellByHook = ({ changes }) => Promise.resolve({ changes, faults: [fault, fault] });
  const told = await tellChanges({ tellByHook }, found({ event, eventOnPolled: true }));
  expect(told.changes).toEqual([change]);
  expect(told.notices).toEqual([
    { kind: 'hook.failed', message: `What was found of "rows" was told as it is: ${fault.message}` },
  ]);
});
