import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFeedCursor, printFeedCursor } from './feed-cursor.ts';

test('a cursor reads as it was printed', () =>
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(),
      fc.option(fc.nat(999_999_999), { nil: undefined }),
      (instanceId, notificationId, position) => {
        const place = { notificationId, position };
        expect(parseFeedCursor(instanceId, printFeedCursor(instanceId, place))).toEqual(place);
      },
    ),
  ));

test.each([
  '',
  'x',
  'eyJhIjoxfQ',
  printFeedCursor(1, { notificationId: 1, position: undefined }).slice(1),
  '\u0000',
  '💥',
])('another text is refused: %j', (text) =>
  expect(() => parseFeedCursor(1, text)).toThrow(/cursor: found .* allowed: the cursor of the answer before/),
);

test('the cursor of another instance is refused', () => {
  const cursor = printFeedCursor(7, { notificationId: 1, position: undefined });
  expect(() => parseFeedCursor(8, cursor)).toThrow('cursor: found one of instance 7, for instance 8');
});
