import { expect, test } from 'vitest';
import { kindsOfLists } from '../../simulator/vendors/kinds.ts';
import { feedKindNames, filterKindNames, pagingKindNames, storyOf, useOneDatabase } from '../kit/kinds.ts';

/** Lists that tell no deletions: the changes without them. */
const withoutDeletions = (changes: readonly string[]) => changes.filter((change) => !change.startsWith('DELETED'));

const database = useOneDatabase();

test('every kind of list that the simulator has is read by a flow test', () => {
  const read = [...pagingKindNames, ...filterKindNames, ...feedKindNames];
  expect(read.toSorted()).toEqual(Object.keys(kindsOfLists).toSorted());
});

test.each(pagingKindNames)('%s: every change is told once, whatever moves while the pages are read', async (kind) => {
  const { told, changes } = await storyOf(database.db, kind, 'firstNew');
  expect(told.toSorted()).toEqual(withoutDeletions(changes).toSorted());
});
