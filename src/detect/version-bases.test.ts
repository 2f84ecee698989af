import { expect, test } from 'vitest';
import { aCursor } from '../../test/kit/claimed-poll.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import type { VersionBasis } from '../store/cursor.ts';
import { detectionRules } from './detection-rules.ts';
import { basisOf, rememberedBy, withBasis } from './version-bases.ts';

const date = (field: string) => ({ field, format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' });
const rules = (ignoredFields: string[] = [], values = {}, feed = false) =>
  detectionRules(aPollDefinition({ updated: date('updated'), ...values }), {
    ignoredFields,
    deletedWhen: undefined,
    feed,
  });
const remembering = (bases: VersionBasis[]) => aCursor({ baselineComplete: true, bases });

test('a basis is noted when it is new, the present one first, and old ones are forgotten in the end', () => {
  const first = withBasis(undefined, basisOf(rules()));
  expect(first).toEqual([{ kind: 'dates', ignored: [] }]);
  expect(withBasis(first, basisOf(rules()))).toBeUndefined();
  expect(withBasis(first, basisOf(rules(['seen'])))).toEqual([
    { kind: 'dates', ignored: ['seen'] },
    { kind: 'dates', ignored: [] },
  ]);
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].reduce<VersionBasis[] | undefined>(
    (bases, field) => withBasis(bases, basisOf(rules([field]))),
    first,
  );
  expect(many).toHaveLength(5);
});

test('versions of the time when other fields were ignored are understood', () => {
  const { rules: now, cursor } = rememberedBy(rules(['seen']), remembering([{ kind: 'dates', ignored: [] }]));
  expect(now.formerIgnored).toEqual([new Set()]);
  expect(cursor.baselineComplete).toBe(true);
});

test('when records come to be told in another way, what is there is the baseline again', () => {
  const dates: VersionBasis[] = [{ kind: 'dates', ignored: [] }];
  expect(rememberedBy(rules([], { updated: undefined }), remembering(dates)).cursor.baselineComplete).toBe(false);
  expect(rememberedBy(rules([], {}, true), remembering(dates)).cursor.baselineComplete).toBe(false);
  expect(rememberedBy(rules(), remembering(dates)).cursor.baselineComplete).toBe(true);
  expect(rememberedBy(rules(), aCursor({ baselineComplete: true })).cursor.baselineComplete).toBe(true);
});

test('a change feed that was never listed has no baseline', () => {
  const feed = remembering([{ kind: 'feed', ignored: [] }]);
  expect(rememberedBy(rules([], {}, true), feed).cursor.baselineComplete).toBe(false);
  expect(rememberedBy(rules([], {}, true), { ...feed, feed: {} }).cursor.baselineComplete).toBe(true);
});
