import { expect, test } from 'vitest';
import { polledResources } from './polled-fields.ts';

test('the fields that a poll goes by are read in both of their spellings', () => {
  const configuration = {
    contacts: { url: '/a', idField: 'id', datesConfiguration: { updatedAtField: 'u', createdDateField: 'c' } },
    lists: { url: '/b' },
  };
  expect(polledResources(configuration)).toEqual([
    { name: 'contacts', url: '/a', idField: 'id', updatedField: 'u', createdField: 'c' },
    { name: 'lists', url: '/b', idField: '', updatedField: '', createdField: '' },
  ]);
});
