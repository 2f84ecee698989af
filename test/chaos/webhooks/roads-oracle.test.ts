import { describe, expect, test } from 'vitest';
import type { Change } from '../../../simulator/types.ts';
import { judgeRoads, type RoadEvent } from './roads-oracle.ts';

const change = (type: Change['type'], at: number, name = `n${at}`): Change => {
  const base = { at, updatedAt: at, type, resource: 'operator-suffix', id: '1' };
  return { ...base, record: { id: 1, name } };
};
const event = (type: string, date: number, name = `n${date}`): RoadEvent => {
  const eventId = `${type} ${date} ${name}`;
  return { eventId, resource: 'people', recordId: '1', type, date, record: { id: 1, name } };
};
const history = [change('CREATED', 1000), change('UPDATED', 2000), change('DELETED', 3000, 'n2000')];
const told = [event('CREATED', 1000), event('UPDATED', 2000), event('DELETED', 3000, 'n2000')];

test('all of it, told once and in order, is right; so are states in between that are left out', () => {
  const right = { missed: [], duplicated: [], wrong: [] };
  expect(judgeRoads(history, [], told)).toEqual({ changes: 3, told: 3, ...right });
  expect(judgeRoads(history, [], told.slice(2))).toEqual({ changes: 3, told: 1, ...right });
});

describe('what the oracle finds', () => {
  test.each<[string, Change[], Change[], RoadEvent[], object]>([
    ['a last state that was not told', history.slice(0, 2), [], told.slice(0, 1), { missed: ['people 1 "n2000"'] }],
    ['a deletion that was not told', history, [], told.slice(0, 2), { missed: ['people 1 deleted'] }],
    ['a deletion whose webhook was lost is not due', history, history.slice(2), told.slice(0, 2), { missed: [] }],
    [
      'a state that is told twice',
      history,
      [],
      [...told.slice(0, 2), { ...event('UPDATED', 2000), eventId: 'other' }, ...told.slice(2)],
      { duplicated: ['people 1 "n2000"'] },
    ],
    [
      'a state that never was',
      history,
      [],
      [event('CREATED', 500), ...told],
      { wrong: ['never was: people 1 "n500"'] },
    ],
    [
      'an old state after a newer one',
      history.slice(0, 2),
      [],
      [event('UPDATED', 2000), event('CREATED', 1000)],
      { wrong: [expect.stringContaining('after that of 2000')] },
    ],
    [
      'a state after the deletion',
      history,
      [],
      [event('DELETED', 3000), event('UPDATED', 2000)],
      { wrong: [expect.stringContaining('after its deletion')] },
    ],
  ])('%s', (...[, changes, dropped, events, found]) => {
    expect(judgeRoads(changes, dropped, events)).toMatchObject(found);
  });
});
