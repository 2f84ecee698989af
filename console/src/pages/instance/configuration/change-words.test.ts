import { expect, test } from 'vitest';
import { actorOf, readable } from './change-words.ts';

test('who did it is named by the address, by the id where that is not known, or is the server', () => {
  expect(actorOf({ user: { id: 3, emailAddress: 'ada@example.com' } })).toBe('ada@example.com');
  expect(actorOf({ user: { id: 3, emailAddress: null } })).toBe('user 3');
  expect(actorOf({ user: null })).toBe('the server');
});

test('JSON is shown in lines, everything else as it is', () => {
  expect(readable('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(readable('{no json')).toBe('{no json');
  expect(readable('15')).toBe('15');
});
