import { expect, test } from 'vitest';
import { attentionHint } from './attention-hint.ts';

const none = { attention: 0, reconnect: 0, paused: 0, failing: 0 };

test('why instances need attention is told in a few words, the worst first', () => {
  expect(attentionHint(none)).toBe('All is well');
  expect(attentionHint({ ...none, attention: 3, paused: 1, reconnect: 2 })).toBe('2 to reconnect, 1 paused');
  expect(attentionHint({ ...none, attention: 1 })).toBe('Nothing has stopped');
});
