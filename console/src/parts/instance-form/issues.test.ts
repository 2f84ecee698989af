import { expect, test } from 'vitest';
import { placeIssues } from './issues.ts';

const known = ['name', 'tags', 'base.url', 'event.poller.refresh_interval', 'event.poller.configuration'];
const place = (path: string) =>
  placeIssues([{ path, message: 'wrong' }], { known, resources: ['contacts', 'lists.all'] });

test('an issue is told at the field that it is about', () => {
  expect(place('configuration.base.url').fields).toEqual({ 'base.url': 'wrong' });
  expect(place('name').fields).toEqual({ name: 'wrong' });
  expect(place('tags[2]').fields).toEqual({ tags: 'wrong' });
});

test('what is wrong in a resource is told at the resource, whose name may have dots', () => {
  expect(
    place('configuration.event.poller.configuration.contacts.datesConfiguration.updatedDateField').resources,
  ).toEqual({
    contacts: [{ path: 'datesConfiguration.updatedDateField', message: 'wrong' }],
  });
  expect(place('configuration.event.poller.configuration.lists.all.url').resources).toEqual({
    'lists.all': [{ path: 'url', message: 'wrong' }],
  });
});

test('a resource that is not shown is told at all of them', () => {
  expect(place('configuration.event.poller.configuration.gone.url').fields).toEqual({
    'event.poller.configuration': 'wrong',
  });
});

test('what has no field is told apart, and two issues of one field together', () => {
  expect(place('configuration.colour').others).toEqual([{ path: 'configuration.colour', message: 'wrong' }]);
  const two = [
    { path: 'name', message: 'Too long.' },
    { path: 'name', message: 'Has a tab.' },
  ];
  expect(placeIssues(two, { known, resources: [] }).fields).toEqual({ name: 'Too long. Has a tab.' });
});
