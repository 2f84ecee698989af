import { expect, test } from 'vitest';
import { hookDocument, hookOfKind, isLegacyHook, placesOf, resourcesOf } from './hook-place.ts';

const hooks = [
  { id: 1, type: 'PREREQUEST', body: 'done()', isLegacy: 'true', description: 'signs' },
  { id: 2, type: 'event', body: ' ' },
];

test('a hook is found by its kind in any case, and one without code is none', () => {
  expect(hookOfKind(hooks, 'preRequest')?.id).toBe(1);
  expect(hookOfKind(hooks, 'event')).toBeUndefined();
  expect(isLegacyHook(hookOfKind(hooks, 'preRequest'))).toBe(true);
});

test('resources have the names by which the server knows them', () => {
  const resources = [
    { id: 7, method: 'GET', path: '/hubs/crm/lists/{id}/contacts' },
    { id: 'a', path: '/hubs/crm/x', tidings: { name: 'people' }, hooks: [{ id: 3, type: 'postRequest', body: 'x' }] },
    { id: 9 },
  ];
  const read = resourcesOf(resources);
  expect(read.map(({ id, name, label }) => [id, name, label])).toEqual([
    ['7', 'lists-contacts', 'GET /hubs/crm/lists/{id}/contacts'],
    ['a', 'people', 'GET /hubs/crm/x'],
  ]);
  expect(placesOf(hooks, read)).toEqual([{ kind: 'preRequest' }, { kind: 'postRequest', resourceId: 'a' }]);
});

test('saving a hook keeps the members that are not edited', () => {
  const changed = { kind: 'preRequest' as const, body: 'done({})', legacy: false };
  expect(hookDocument(hooks[0], changed)).toEqual({
    type: 'PREREQUEST',
    body: 'done({})',
    isLegacy: false,
    description: 'signs',
  });
  expect(hookDocument(undefined, changed)).toEqual({
    mimeType: 'application/javascript',
    type: 'preRequest',
    body: 'done({})',
    isLegacy: false,
  });
});
