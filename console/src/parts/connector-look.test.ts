import { expect, test } from 'vitest';
import { colourOf, lettersOf } from './connector-look.ts';

test.each([
  ['Act-On', 'AO'],
  ['HubSpot', 'HS'],
  ['Salesloft', 'S'],
  ['SAP S/4HANA Cloud', 'SS'],
  ['élan vital', 'ÉV'],
  ['', '?'],
])('%s has the letters %s', (name, letters) => {
  expect(lettersOf(name)).toBe(letters);
});

test('a connector keeps its colour, and others have other ones', () => {
  expect(colourOf('acton')).toBe(colourOf('acton'));
  const keys = ['acton', 'hubspot', 'salesloft', 'jira', 'slack', 'xero', 'asana', 'notion'];
  expect(new Set(keys.map(colourOf)).size).toBeGreaterThan(3);
});
