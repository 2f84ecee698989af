import { expect, test } from 'vitest';
import { definitionsIn, fieldOfPath, readField, toggled, writeField, written } from './resource-definitions.ts';

const contacts = {
  url: '/hubs/marketing/contacts',
  idField: 'id',
  pageSize: 50,
  datesConfiguration: { updatedAtField: 'u', updatedAtFormat: 'milliseconds', unknown: 'kept' },
};

test('a field is read and written in the spelling that the definition has', () => {
  expect(readField(contacts, 'updatedField')).toBe('u');
  expect(readField(contacts, 'createdField')).toBe('');
  expect(writeField(contacts, 'updatedField', 'changed')).toEqual({
    ...contacts,
    datesConfiguration: { ...contacts.datesConfiguration, updatedAtField: 'changed' },
  });
  expect(writeField(contacts, 'createdField', 'c')['datesConfiguration']).toMatchObject({ createdDateField: 'c' });
});

test('an empty field leaves the definition, and dates without any member leave it too', () => {
  expect(writeField({ url: '/a', datesConfiguration: { updatedDateField: 'u' } }, 'updatedField', '')).toEqual({
    url: '/a',
  });
  expect(writeField(contacts, 'idField', '')).not.toHaveProperty('idField');
});

test('what no field knows stays when another is written', () => {
  const changed = writeField(writeField(contacts, 'url', '/x'), 'updatedFormat', 'seconds');
  expect(changed).toMatchObject({ pageSize: 50, datesConfiguration: { unknown: 'kept', updatedAtFormat: 'seconds' } });
});

test('a resource that is taken out comes back as it was', () => {
  const edited = { ...contacts, pageSize: 7 };
  const without = toggled({ contacts: edited, lists: {} }, 'contacts', undefined);
  expect(without).toEqual({ lists: {} });
  expect(toggled(without, 'contacts', edited)).toEqual({ lists: {}, contacts: edited });
});

test('nothing is written as long as all is as the connector has it', () => {
  const defaults = { contacts, lists: { url: '/l', idField: 'id' } };
  expect(written({ lists: { idField: 'id', url: '/l' }, contacts }, defaults)).toBeUndefined();
  expect(written({ contacts }, defaults)).toEqual({ contacts });
  expect(written({}, defaults)).toEqual({});
});

test('a configuration value may be absent, an object or JSON text', () => {
  expect(definitionsIn(undefined, { contacts })).toEqual({ contacts });
  expect(definitionsIn({ lists: {} }, { contacts })).toEqual({ lists: {} });
  expect(definitionsIn('{"lists":{}}', { contacts })).toEqual({ lists: {} });
  for (const wrong of ['{"lists":', '7', [], { lists: 'all' }])
    expect(definitionsIn(wrong, { contacts })).toBeUndefined();
});

test('an issue of the server is told at its field', () => {
  expect(fieldOfPath('datesConfiguration.updatedAtFormat')).toBe('updatedFormat');
  expect(fieldOfPath('url')).toBe('url');
  expect(fieldOfPath('pageSize')).toBeUndefined();
});
