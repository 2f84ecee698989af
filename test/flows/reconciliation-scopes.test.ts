import { expect, test } from 'vitest';
import { startFlow } from '../kit/flow.ts';
import { askToReconcile, reconcile, reconciledInTime } from '../kit/reconcile.ts';

const hour = 3_600_000;

test('the old records of a part that was skipped, or came later, are remembered and not told as new', async () => {
  const flow = await startFlow();
  const { acton } = flow.simulator;
  const inEach = (lists: string[]) => lists.map((list) => [1, 2, 3].map(() => acton.create(list)));
  inEach(['l-0001', 'l-0002']);
  flow.clock.jump(60_000);
  const id = await flow.instance(acton);
  flow.clock.jump(hour);
  await flow.poll(id);
  acton.faults.add({ kind: 'status', status: 404, path: '/l-0002' });
  const { id: first } = await askToReconcile(flow, id, 'contacts');
  expect(await reconciledInTime(flow, id, first)).toMatchObject({
    status: 'completed',
    counts: { remembered: 3 },
    progress: { skippedScopes: ['listId=l-0002'] },
  });
  acton.faults.clear();
  const old = { createdAt: Date.UTC(2020, 0, 1) * 1_000, updatedAt: Date.UTC(2020, 0, 1) * 1_000 };
  for (let count = 0; count < 3; count++) acton.create('l-0003', {}, old);
  const known = { counts: { missedCreated: 0, missedUpdated: 0, remembered: 6, unchanged: 3 } };
  expect(await reconcile(flow, id)).toMatchObject(known);
  expect(await flow.events()).toEqual([]);
  // From now on every part has been read, so what appears in one was missed.
  const late = ['l-0001', 'l-0002', 'l-0003'].map((list) => `CREATED ${acton.create(list, {}, old).id}`);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { missedCreated: 3, unchanged: 9 } });
  expect((await flow.events()).toSorted()).toEqual(late.toSorted());
});
