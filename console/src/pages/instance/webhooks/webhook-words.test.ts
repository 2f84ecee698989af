import { expect, test } from 'vitest';
import { becameInWords } from './webhook-words.ts';

test('what became of a webhook is told by what there is of it', () => {
  const outcome = { items: 3, created: 2, ignored: 1 };
  expect(becameInWords({ status: 'done', outcome, error: null })).toBe('2 created, 1 ignored');
  expect(becameInWords({ status: 'done', outcome: { items: 0 }, error: null })).toBe('nothing to tell');
  expect(becameInWords({ status: 'waiting', outcome: null, error: null })).toBe('to be worked on');
  expect(becameInWords({ status: 'failed', outcome, error: { code: 'x', message: 'It is no JSON.' } })).toBe(
    'It is no JSON.',
  );
});
