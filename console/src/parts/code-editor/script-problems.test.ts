import { expect, test } from 'vitest';
import { scriptProblems } from './script-problems.ts';

const told = (text: string) =>
  scriptProblems(text).map(({ from, to, message }) => `«${text.slice(from, to)}» ${message}`);

test('code that can be read has no problems, with return and await at its top as in hooks', () => {
  expect(told('done({ events: events.map(({ id }) => ({ event_object_id: id })) });')).toEqual([]);
  expect(told('return { events: [] };')).toEqual([]);
  expect(told('const { a } = await Promise.resolve({ a: 1 }); done({ a, });')).toEqual([]);
});

test('the first place that cannot be read is told', () => {
  expect(told('done({ events: [ });')).toEqual(['«}» Not expected here: }']);
  expect(told('const x = ;')).toEqual(['«;» Not expected here: ;']);
  expect(told('done(')).toEqual(['«(» The code ends too early; a bracket may be open.']);
});
