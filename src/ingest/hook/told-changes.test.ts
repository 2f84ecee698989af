import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../model/change.ts';
import type { HookEvent } from './hook-event.ts';
import { toldChanges } from './told-changes.ts';

const change = (recordId: string, more: Partial<Change> = {}): Change => ({
  type: 'UPDATED',
  recordId,
  version: `version of ${recordId}`,
  date: 1,
  record: { id: recordId },
  initial: false,
  ...more,
});
const event = (recordId: string, more: Partial<HookEvent> = {}): HookEvent => ({
  recordId,
  resource: undefined,
  type: undefined,
  date: undefined,
  record: undefined,
  parameters: {},
  paths: undefined,
  given: { event_object_id: recordId },
  ...more,
});

describe('the changes that an event hook makes of those of a poll', () => {
  test('keep their version whatever the hook names them, and what it does not say', () => {
    const paths = { newPath: '/b' };
    expect(toldChanges([change('1')], [event('1', { type: 'MOVED', resource: 'files', date: 5, paths })])).toEqual([
      { ...change('1'), type: 'MOVED', toldAs: 'files', date: 5, paths },
    ]);
    expect(toldChanges([change('1')], [event('1')])).toEqual([change('1')]);
  });

  test('leave out those that the hook does not give', () => {
    expect(toldChanges([change('1'), change('2')], [event('2')])).toEqual([change('2')]);
    expect(toldChanges([change('1')], [])).toEqual([]);
  });

  test('of one record are told apart by their type', () => {
    const found = [change('1', { version: 'a' }), change('1', { type: 'DELETED', version: 'b' })];
    const told = toldChanges(found, [event('1', { type: 'DELETED' }), event('1', { type: 'UPDATED' })]);
    expect(told.map(({ type, version }) => [type, version])).toEqual([
      ['DELETED', 'b'],
      ['UPDATED', 'a'],
    ]);
  });

  test('that the hook adds are of no type, and old data only where all of the page is', () => {
    const [added] = toldChanges([change('1', { initial: true })], [event('9')]);
    expect(added).toMatchObject({ recordId: '9', type: 'UNKNOWN', initial: true, record: { event_object_id: '9' } });
    expect(toldChanges([change('1')], [event('9')])[0]).toMatchObject({ initial: false });
  });

  test('have versions that differ within a page and are the same when it is judged again', () => {
    const ids = fc.array(fc.constantFrom('1', '2', '3', '4'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('1', '2', '3')), ids, (found, told) => {
        const tell = () =>
          toldChanges(
            found.map((id) => change(id)),
            told.map((id) => event(id)),
          );
        const versions = tell().map(({ recordId, version }) => `${recordId} ${version}`);
        expect(new Set(versions).size).toBe(told.length);
        expect(tell()).toEqual(tell());
      }),
    );
  });
});
