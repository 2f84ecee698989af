import { expect, test } from 'vitest';
import { feedKindNames, filterKindNames, storyOf, useOneDatabase, type Unquiet } from '../kit/kinds.ts';

/** Kinds that tell deletions themselves, or in a list of their own. */
const tellDeletions = ['changed-entities', 'changed-ids', 'status-filter', ...feedKindNames];

/** Where a scan meets other rows first than those made first. */
const unquietRows: Record<string, Unquiet> = {
  'newest-first': 'lastNew',
  'no-order': 'old',
  'bracketed-day': 'old',
  'split-date': 'old',
  'no-dates': 'old',
  // They show the present state of what changed: a row that is changed twice between two polls is told once.
  'changed-ids': 'old',
  'feed-links': 'old',
  'feed-names': 'old',
};

const database = useOneDatabase();

test.each([...filterKindNames, ...feedKindNames])(
  '%s: every change is told once, whatever moves while it is read',
  async (kind) => {
    const { told, changes } = await storyOf(database.db, kind, unquietRows[kind] ?? 'firstNew');
    const expected = tellDeletions.includes(kind) ? changes : changes.filter((one) => !one.startsWith('DELETED'));
    expect(told.toSorted()).toEqual(expected.toSorted());
  },
);

test.each(['feed-cursor', 'feed-links', 'feed-tokens'])(
  '%s: a cursor that has expired leads to a new listing, of which only what is new is told',
  async (kind) => {
    const { kinds, poll, create, events, notices, told } = await storyOf(database.db, kind, 'old');
    const made = create(2).map((id) => `CREATED ${id}`);
    kinds.setOptions({ forgottenChanges: '1000000' });
    await poll();
    expect((await events()).slice(told.length).toSorted()).toEqual(made.toSorted());
    expect(await notices()).toEqual(['feed.reset']);
  },
);
