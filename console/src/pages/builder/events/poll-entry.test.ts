import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pollerConfigurationKeys } from '../../../../../src/model/poller-configuration/poller-configuration-keys.ts';
import {
  flagSetting,
  placeholdersOf,
  settingOf,
  spellings,
  textSetting,
  withSetting,
  type PollSetting,
} from './poll-entry.ts';

const settings = Object.keys(spellings) as PollSetting[];

test('the form knows the settings of the server, where they stand and how else they are spelt', () => {
  const offered = pollerConfigurationKeys.filter(({ type }) => type !== 'object');
  expect(settings.toSorted()).toEqual(offered.map(({ key }) => key).toSorted());
  for (const known of offered) {
    const { place, aliases } = spellings[known.key as PollSetting];
    const lower = (names: readonly string[]) => [...new Set(names.map((name) => name.toLowerCase()))].toSorted();
    expect([known.key, place, lower([known.key, ...aliases])]).toEqual([
      known.key,
      known.place,
      lower([known.key, ...('aliases' in known ? known.aliases : [])]),
    ]);
  }
});

test('a setting is found however it is spelt, and written in its own spelling and place', () => {
  const entry = { URL: '/a', objectName: 'x', datesConfiguration: { updatedAtField: 'mdate', createdDateField: '' } };
  expect(textSetting(entry, 'url')).toBe('/a');
  expect(textSetting(entry, 'updatedDateField')).toBe('mdate');
  expect(withSetting(withSetting(entry, 'url', '/b'), 'updatedDateField', 'changed')).toEqual({
    url: '/b',
    objectName: 'x',
    datesConfiguration: { updatedDateField: 'changed', createdDateField: '' },
  });
  expect(withSetting({ url: '/a', updatedDateField: 'x' }, 'updatedDateField', 'y')).toEqual({
    url: '/a',
    datesConfiguration: { updatedDateField: 'y' },
  });
  expect(withSetting({ url: '/a', datesConfiguration: { updatedDateField: 'x' } }, 'updatedDateField', '')).toEqual({
    url: '/a',
  });
  expect(flagSetting({ filterByUpdateDate: 'FALSE' }, 'filterByUpdatedDate', true)).toBe(false);
});

test('what is written is read again, and nothing else changes', () => {
  const entries = fc.record({
    url: fc.string(),
    other: fc.jsonValue(),
    datesConfiguration: fc.record({ updatedAtField: fc.string(), strange: fc.jsonValue() }, { requiredKeys: [] }),
  });
  fc.assert(
    fc.property(entries, fc.constantFrom(...settings), fc.string({ minLength: 1 }), (entry, setting, value) => {
      const written = withSetting(entry, setting, value);
      expect(settingOf(written, setting)).toBe(value);
      expect(written['other']).toEqual(entry.other);
      const others = settings.filter((one) => one !== setting);
      expect(others.map((one) => settingOf(written, one))).toEqual(others.map((one) => settingOf(entry, one)));
    }),
  );
});

test('placeholders are those that instances fill, and no dates', () => {
  const url = "/hubs/crm/{listId}/c?where=a>='${dateTimeZone:{TimeZone}:yyyy-MM-dd'T'HH:mm}'&b={listId}&c={other.id}";
  expect(placeholdersOf(url)).toEqual(['listId', 'other.id']);
  expect(placeholdersOf('/a?b=#{epoch}')).toEqual([]);
});
