import { expect, test } from 'vitest';
import type { PollReport } from '../instance-queries.ts';
import { countOutcomes, decisionsOf, filterDecisions, type Decision, type Scan } from './decisions.ts';

const decision = (recordId: string, outcome: Decision['outcome']): Decision => ({
  recordId,
  outcome,
  rule: 'dates-differ',
});
const all = [decision('Ab-1', 'created'), decision('ab-2', 'ignored'), decision('c-3', 'ignored')];

test('decisions of all scans stand in one table, with the scope of their scan', () => {
  const scans = [
    { scope: 'listId=1', decisions: all.slice(0, 1) },
    { scope: 'listId=2', decisions: all.slice(1, 2) },
    { scope: 'listId=3' },
  ] as Scan[];
  expect(decisionsOf({ scans } as PollReport).map(({ scope, recordId }) => [scope, recordId])).toEqual([
    ['listId=1', 'Ab-1'],
    ['listId=2', 'ab-2'],
  ]);
});

test('outcomes are counted', () => {
  expect(countOutcomes(all)).toEqual({ created: 1, updated: 0, deleted: 0, ignored: 2, deferred: 0 });
});

test('they are found by outcome and by part of the id, whatever its case', () => {
  const ids = (outcome: Decision['outcome'] | undefined, search: string) =>
    filterDecisions(all, { outcome, search }).map(({ recordId }) => recordId);
  expect(ids('ignored', '')).toEqual(['ab-2', 'c-3']);
  expect(ids(undefined, ' AB ')).toEqual(['Ab-1', 'ab-2']);
  expect(ids('ignored', 'ab')).toEqual(['ab-2']);
});
