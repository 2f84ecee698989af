import { expect, test } from 'vitest';
import { deletedVersion } from '../store/poll-commit.ts';
import { contentOf, isReceived, receivedVersion } from './received-version.ts';

test('a version that a webhook brought is told from that of a list, and has the same content', () => {
  const listed = '2026-01-01 | 12:00|hash';
  const received = receivedVersion(listed);
  expect(received).toBe('2026-01-01 | 12:00|~hash');
  expect([listed, received, deletedVersion].map(isReceived)).toEqual([false, true, false]);
  expect([listed, received].map(contentOf)).toEqual(['hash', 'hash']);
});
