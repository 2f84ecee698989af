import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { Change, ToldChange } from '../model/change.ts';
import { Fault } from '../model/fault.ts';
import { judgeAndTell } from './judge-and-tell.ts';
import type { TellByHook } from './tell-changes.ts';

const aChange = (recordId: string, values: Partial<Change> = {}): Change => ({
  type: 'UPDATED',
  recordId,
  version: `v${recordId}`,
  date: 1,
  record: {},
  initial: false,
  ...values,
});

const named: TellByHook = ({ changes }) =>
  Promise.resolve({ changes: changes.map((change) => ({ ...change, type: `hooked ${change.type}` })), faults: [] });

/** Judges a page whose changes are these each time that it is judged; the last ones from then on. */
async function take(findings: Change[][], tellByHook: TellByHook = named) {
  const hooks = { event: { body: 'done()' }, eventOnPolled: true };
  const account = { organizationId: 1, instanceId: 1, connector: testConnector({}, { hooks }), configuration: {} };
  const heard: string[] = [];
  const written: { changes: ToldChange[]; notices: { message: string }[] }[] = [];
  let locked = false;
  let judged = 0;
  const running = judgeAndTell(
    {
      store: {},
      underLock: async (work) => {
        locked = true;
        return work({}).finally(() => (locked = false));
      },
      tellByHook: (found) => {
        heard.push(`${found.changes.map(({ recordId }) => recordId).join(',')}${locked ? ' under the lock' : ''}`);
        return tellByHook(found);
      },
    },
    {
      found: { account, resource: 'rows', pollDate: 1 },
      judge: () => Promise.resolve({ changes: findings[Math.min(judged++, findings.length - 1)] as Change[] }),
      write: (_store, _judged, told) => Promise.resolve(void written.push(told)),
    },
  );
  await running;
  const told = written.flatMap(({ changes }) => changes.map(({ type, recordId }) => `${type} ${recordId}`));
  return { heard, told, written };
}

const [one, two] = [aChange('1'), aChange('2')];

test('no hook runs while the lock of a poll is held, and what it says is told', async () => {
  const { heard, told, written } = await take([[one, two]]);
  expect(heard).toEqual(['1,2']);
  expect(told).toEqual(['hooked UPDATED 1', 'hooked UPDATED 2']);
  expect(written).toHaveLength(1);
});

test('what a webhook has told meanwhile is dropped from what the hook has said', async () => {
  const { heard, told } = await take([[one, two], [two]]);
  expect(heard).toEqual(['1,2']);
  expect(told).toEqual(['hooked UPDATED 2']);
});

test('what only the second judgement finds goes through the hook as well', async () => {
  const { heard, told, written } = await take([[one], [one, two]]);
  expect(heard).toEqual(['1', '2']);
  expect(told).toEqual(['hooked UPDATED 1', 'hooked UPDATED 2']);
  expect(written).toMatchObject([{ notices: [] }]);
});

test('the hook is heard anew where the change has become another', async () => {
  const created = aChange('1', { type: 'CREATED' });
  const { heard, told } = await take([[created], [one]]);
  expect(heard).toEqual(['1', '1']);
  expect(told).toEqual(['hooked UPDATED 1']);
});

test('a page that changes again and again is told as it was found, with a notice', async () => {
  const three = aChange('3');
  const { heard, told, written } = await take([[one], [one, two], [one, two, three]]);
  expect(heard).toEqual(['1', '2']);
  expect(told).toEqual(['hooked UPDATED 1', 'hooked UPDATED 2', 'UPDATED 3']);
  expect(written[0]?.notices).toMatchObject([
    { message: 'What was found of "rows" was told as it is: webhooks changed it while the hook was asked.' },
  ]);
});

test('what differs from the version before is told as it is under the lock', async () => {
  const before = aChange('1', { changes: { changed: ['a', 'b'] } });
  const now = aChange('1', { changes: { changed: ['b'] } });
  const { written } = await take([[before], [now]]);
  expect(written[0]?.changes).toMatchObject([{ type: 'hooked UPDATED', changes: { changed: ['b'] } }]);
});

test('what a hook adds stays as long as something is left of what it saw, and what it leaves out stays out', async () => {
  const added: TellByHook = () =>
    Promise.resolve({ changes: [{ ...aChange('9'), version: 'hook', type: 'ADDED' }], faults: [] });
  expect((await take([[one, two], [two]], added)).told).toEqual(['ADDED 9']);
  expect((await take([[one, two], []], added)).told).toEqual([]);
});

test('nothing is written where the hook is busy', async () => {
  const busy: TellByHook = () => Promise.reject(new Fault('hook.busy', 'no thread'));
  await expect(take([[one]], busy)).rejects.toMatchObject({ code: 'hook.busy' });
});
