import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const patient = new AbortController().signal;

test('at most so many of one key go on at a time, and the others follow in their order', async () => {
  const turns = createTurns<string>(2);
  const begun: string[] = [];
  const begin = async (key: string, name: string) => {
    const end = await turns.begin(key, patient);
    begun.push(name);
    return end;
  };
  const [first, second] = await Promise.all([begin('a', 'a1'), begin('a', 'a2')]);
  const third = begin('a', 'a3');
  const fourth = begin('a', 'a4');
  const other = await begin('b', 'b1');
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  second?.();
  (await third)?.();
  (await fourth)?.();
  first?.();
  other?.();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
});

test('who gives up does not get a turn, and keeps none from others', async () => {
  const turns = createTurns<string>(1);
  const first = await turns.begin('a', patient);
  const impatient = new AbortController();
  const second = turns.begin('a', impatient.signal);
  const third = turns.begin('a', patient);
  impatient.abort();
  expect(await second).toBeUndefined();
  first?.();
  (await third)?.();
  expect(await turns.begin('a', patient)).toBeTypeOf('function');
});
