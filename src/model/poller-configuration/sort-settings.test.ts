import { expect, test } from 'vitest';
import { outcomeOf, outcomeOfDates, outcomeOfOne } from '../../../test/kit/poller-configuration-outcome.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { keptPollerKeys, pollerConfigurationKeys } from './poller-configuration-keys.ts';

test('updatedAt… and createdAt… are corrected, each with a warning', () => {
  const { definitions, warnings } = outcomeOfDates({
    updatedAtField: 'u',
    updatedAtFormat: 'seconds',
    updatedAtTimezone: 'GMT',
    createdAtField: 'c',
    createdAtFormat: 'milliseconds',
    createdAtTimezone: 'PST',
  });
  expect(definitions[0]).toMatchObject({
    updated: { field: 'u', format: 'seconds', timezone: 'GMT' },
    created: { field: 'c', format: 'milliseconds', timezone: 'PST' },
  });
  expect(warnings).toEqual([
    'contacts.datesConfiguration.updatedAtField: taken as updatedDateField',
    'contacts.datesConfiguration.updatedAtFormat: taken as updatedDateFormat',
    'contacts.datesConfiguration.updatedAtTimezone: taken as updatedDateTimezone',
    'contacts.datesConfiguration.createdAtField: taken as createdDateField',
    'contacts.datesConfiguration.createdAtFormat: taken as createdDateFormat',
    'contacts.datesConfiguration.createdAtTimezone: taken as createdDateTimezone',
  ]);
});

const aliases = pollerConfigurationKeys.flatMap((known) =>
  'aliases' in known ? known.aliases.map((alias) => [alias, known.key, known.place] as const) : [],
);

test.each(aliases)('%s is taken for %s', (alias, key, place) => {
  const resource: JsonRecord = { url: '/x', idField: 'id', filterByUpdatedDate: true };
  const dates: JsonRecord = {
    updatedDateField: 'u',
    updatedDateFormat: 'seconds',
    updatedDateTimezone: 'PST',
    createdDateField: 'c',
    createdDateFormat: 'milliseconds',
    createdDateTimezone: 'GMT',
  };
  const canonical = outcomeOfOne({ ...resource, datesConfiguration: { ...dates } });
  const home = place === 'dates' ? dates : resource;
  home[alias] = home[key] as JsonValue;
  delete home[key];
  const { definitions, warnings } = outcomeOfOne({ ...resource, datesConfiguration: dates });
  expect(definitions).toEqual(canonical.definitions);
  expect(warnings).toEqual([expect.stringContaining(`${alias}: taken as ${key}`)]);
});

test('a key in another case is corrected', () => {
  const dates = { updatedDateField: 'u', updatedDateFormat: 'yyyy-MM-dd', UpdatedDateTimezone: 'CST' };
  const { definitions, warnings } = outcomeOfOne({ url: '/x', IdField: 'id', datesConfiguration: dates });
  expect(definitions[0]).toMatchObject({ idField: 'id', updated: { timezone: 'CST' } });
  expect(warnings).toEqual([
    'contacts.IdField: taken as idField',
    'contacts.datesConfiguration.UpdatedDateTimezone: taken as updatedDateTimezone',
  ]);
});

test('a key on the wrong level is taken, with a warning that names its place', () => {
  const { definitions, warnings } = outcomeOfOne({
    url: '/x',
    idField: 'id',
    updatedDateTimezone: 'PST',
    datesConfiguration: {
      updatedDateField: 'u',
      updatedDateFormat: 'yyyy-MM-dd HH:mm:ss',
      createdCheckTolerance: 10,
    },
  });
  expect(definitions[0]).toMatchObject({ createdCheckToleranceSeconds: 10, updated: { timezone: 'PST' } });
  expect(warnings).toEqual([
    'contacts.updatedDateTimezone: taken; its place is inside datesConfiguration',
    'contacts.datesConfiguration.createdCheckTolerance: taken; its place is beside url, outside datesConfiguration',
  ]);
});

test('two spellings that disagree are refused, two that agree are not', () => {
  const twice = (updatedAtField: string) =>
    outcomeOfDates({ updatedDateField: 'u', updatedAtField, updatedDateFormat: 'seconds' });
  expect(twice('v').issues).toEqual([
    'contacts.datesConfiguration.updatedAtField: found "v", but updatedDateField says "u"; allowed: one of the two',
  ]);
  expect(twice('u').definitions[0]?.updated?.field).toBe('u');
});

test('an empty value does not hide the other spelling', () => {
  const { definitions } = outcomeOfDates({ updatedDateField: '', updatedAtField: 'u', updatedDateFormat: 'seconds' });
  expect(definitions[0]?.updated?.field).toBe('u');
});

test('keys of related systems and unknown keys are kept and told', () => {
  const { definitions, warnings } = outcomeOfOne({ url: '/x', idField: 'id', xPath: 'id', pagesSize: 5 });
  expect(definitions[0]).toMatchObject({ unused: { xPath: 'id', pagesSize: 5 }, pageSize: undefined });
  expect(warnings).toEqual([
    'contacts.xPath: kept, not used',
    'contacts.pagesSize: unknown key, kept, not used. Did you mean pageSize?',
  ]);
});

test.each(keptPollerKeys)('%s of a related system is kept', (key) => {
  expect(outcomeOfOne({ url: '/x', idField: 'id', [key]: 1 }).definitions[0]?.unused).toEqual({ [key]: 1 });
});

test('what belongs elsewhere in the body is not taken for a resource', () => {
  const { definitions, warnings, issues } = outcomeOf({
    contacts: { url: '/x', idField: 'id', 'oauth.user.refresh_time': 'null', 'oauth.user.token': 't' },
    name: 'false',
    providerData: { code: 'x' },
    'oauth.api.key': 'k',
    comment: 'mine',
  });
  expect(issues).toEqual([]);
  expect(definitions.map(({ resource, unused }) => ({ resource, unused }))).toEqual([
    { resource: 'contacts', unused: {} },
  ]);
  expect(warnings).toEqual([
    'contacts.oauth.user.refresh_time: not part of the polling configuration; ignored',
    'contacts.oauth.user.token: belongs in configuration; moved there unless it is set there',
    'name: not part of the polling configuration; ignored',
    'providerData: belongs beside configuration; taken from here unless it is given there',
    'oauth.api.key: belongs in configuration; moved there unless it is set there',
    'comment: found "mine", which is no resource; ignored',
  ]);
});

test('a resource may be called like a key of the body', () => {
  expect(outcomeOf({ tags: { url: '/hubs/crm/tags', idField: 'id' } })).toMatchObject({
    definitions: [{ resource: 'tags' }],
    warnings: [],
  });
});
