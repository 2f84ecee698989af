import { describe, expect, it } from 'vitest';
import { printInstant } from '../instant.ts';
import { findZone } from './zone.ts';

const hours = (name: string, moment: string) =>
  (findZone(name)?.offsetMicrosAt(Date.parse(moment) * 1000) ?? NaN) / 3.6e9;
const instantOf = (name: string, local: string) =>
  printInstant(findZone(name)?.instantOf(Date.parse(`${local}Z`) * 1000) ?? 0);

describe('the zones of a configuration', () => {
  it.each([
    ['UTC', 0, 0],
    ['gmt', 0, 0],
    ['-8:00', -8, -8],
    ['+0530', 5.5, 5.5],
    ['+05', 5, 5],
    ['GMT+2', 2, 2],
    ['GMT-08:00', -8, -8],
    ['Europe/Berlin', 1, 2],
    ['europe/berlin', 1, 2],
    ['PST', -8, -7],
    ['CST', -6, -5],
    ['EST', -5, -5],
    ['MST', -7, -7],
    ['HST', -10, -10],
    ['JST', 9, 9],
    ['CET', 1, 2],
    ['EST5EDT', -5, -4],
    ['Australia/Lord_Howe', 11, 10.5],
  ])('%s is %d hours in January and %d in July', (name, january, july) => {
    expect(hours(name, '2019-01-15T00:00Z')).toBe(january);
    expect(hours(name, '2019-07-15T00:00Z')).toBe(july);
  });

  it.each(['', 'EDT', 'BST', 'IST', 'AST', 'GMT+25', '8:00', 'Pacific Standard Time'])('%j is none', (name) => {
    expect(findZone(name)).toBeUndefined();
  });
});

describe('local times around a change of clocks', () => {
  it.each([
    ['America/New_York', '2019-03-10T01:59:59', '2019-03-10T06:59:59Z'],
    ['America/New_York', '2019-03-10T02:30:00', '2019-03-10T07:30:00Z'],
    ['America/New_York', '2019-03-10T03:00:00', '2019-03-10T07:00:00Z'],
    ['America/New_York', '2019-11-03T00:59:59', '2019-11-03T04:59:59Z'],
    ['America/New_York', '2019-11-03T01:30:00', '2019-11-03T06:30:00Z'],
    ['America/New_York', '2019-11-03T02:00:00', '2019-11-03T07:00:00Z'],
    ['Europe/Dublin', '2019-10-27T01:30:00', '2019-10-27T01:30:00Z'],
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
    ['Australia/Lord_Howe', '2019-04-07T01:45:00', '2019-04-06T15:15:00Z'],
  ])('%s at %s is %s: skipped times move forward, repeated ones are the second', (name, local, moment) => {
    expect(instantOf(name, local)).toBe(moment);
  });

  it('change at the exact moment', () => {
    expect(hours('America/New_York', '2019-11-03T05:59:59.999Z')).toBe(-4);
    expect(hours('America/New_York', '2019-11-03T06:00:00Z')).toBe(-5);
  });
});
