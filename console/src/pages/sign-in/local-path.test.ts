import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test('a path of the console is gone back to as it was', () => {
  for (const path of ['/', '/instances', '/instances/7?tab=events&status=failed#top'])
    expect(localPath(path)).toBe(path);
});

test('what could lead to another site leads home', () => {
  for (const next of [
    undefined,
    7,
    '',
    'instances',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil',
  ])
    expect(localPath(next)).toBe('/');
  for (const next of ['/\t/evil.example', '/.//evil.example', '/..//evil.example/x', '/a/..//evil.example'])
    expect(localPath(next)).toBe('/');
});

test('the sign-in does not lead to itself', () => {
  expect(localPath('/sign-in?next=/sign-in')).toBe('/');
});

test('whatever is given stays on this site', () => {
  const parts = fc.array(
    fc.constantFrom('/', '\\', '.', '@', ':', '?', '#', '\t', '\n', 'https:', 'evil.example', 'a'),
  );
  fc.assert(
    fc.property(parts, (given) => {
      expect(new URL(localPath(given.join('')), 'https://here.example').origin).toBe('https://here.example');
    }),
  );
});
