import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { storeInstance, storeNow as now } from '../../test/kit/stored-instance.ts';
import type { NoticeKind } from '../model/notice.ts';
import { countNotices, listNotices } from './list-notices.ts';

const database = useEmptyDatabase();

async function instanceWith(kinds: NoticeKind[]): Promise<number> {
  const { id } = await storeInstance(database.db);
  for (const kind of kinds) {
    const notice = { instance_id: id, resource: 'contacts', kind, message: 'm', created_at_ms: now };
    await database.db.insertInto('notices').values(notice).execute();
  }
  return id;
}
const all = { kind: undefined, beforeId: undefined, limit: 10 };

test('the notices of one instance come newest first, as many as asked for, and go on from where they ended', async () => {
  const instanceId = await instanceWith(['polling.paused', 'polling.resumed', 'feed.reset']);
  await instanceWith(['settle.grown']);
  const [first, second] = await listNotices(database.db, { ...all, instanceId, limit: 2 });
  expect([first?.kind, second?.kind]).toEqual(['feed.reset', 'polling.resumed']);
  const rest = await listNotices(database.db, { ...all, instanceId, beforeId: second?.id });
  expect(rest.map(({ kind }) => kind)).toEqual(['polling.paused']);
});

test('one kind alone can be asked for', async () => {
  const instanceId = await instanceWith(['polling.paused', 'feed.reset', 'polling.paused']);
  expect(await listNotices(database.db, { ...all, instanceId, kind: 'polling.paused' })).toHaveLength(2);
});

test('all notices of an instance are counted, or those of one kind', async () => {
  const instanceId = await instanceWith(['polling.paused', 'feed.reset', 'polling.paused']);
  await instanceWith(['feed.reset']);
  expect(await countNotices(database.db, { instanceId, kind: undefined })).toBe(3);
  expect(await countNotices(database.db, { instanceId, kind: 'feed.reset' })).toBe(1);
});
