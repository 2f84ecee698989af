import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedValues, noValues, type InstanceValues } from './changed-values.ts';

const values = (configuration: Record<string, string>, rest: Partial<InstanceValues> = {}): InstanceValues => ({
  ...noValues,
  name: 'Ada',
  configuration,
  ...rest,
});

test('what differs is told with the value before and after; a key that is missing has none', () => {
  expect(changedValues(values({ same: '1', old: '2', both: '3' }), values({ same: '1', both: '4', new: '5' }))).toEqual(
    [
      { part: 'configuration', key: 'both', before: '3', after: '4', secret: false },
      { part: 'configuration', key: 'new', before: null, after: '5', secret: false },
      { part: 'configuration', key: 'old', before: '2', after: null, secret: false },
    ],
  );
});

test('name and tags are told apart from the configuration', () => {
  const after = values({}, { name: 'Bob', tags: ['a', 'b'] });
  expect(changedValues(values({}), after)).toEqual([
    { part: 'instance', key: 'name', before: 'Ada', after: 'Bob', secret: false },
    { part: 'instance', key: 'tags', before: null, after: 'a, b', secret: false },
  ]);
});

test('no value that is secret on either side is ever told, only that it changed', () => {
  const text = fc.stringMatching(/^[a-z0-9]{12}$/);
  fc.assert(
    fc.property(text, text, fc.boolean(), (old, now, wasSecret) => {
      fc.pre(old !== now);
      const [change, ...more] = changedValues(
        values({ key: old }, { secretKeys: wasSecret ? ['key'] : [] }),
        values({ key: now }, { secretKeys: wasSecret ? [] : ['key'] }),
      );
      expect(more).toEqual([]);
      expect(change).toEqual({
        part: 'configuration',
        key: 'key',
        before: '********',
        after: '********',
        secret: true,
      });
    }),
  );
});
