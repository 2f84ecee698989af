import { expect, test } from 'vitest';
import { instantFromMs } from '../lib/instant.ts';
import { closeWindow } from './close-window.ts';

const until = instantFromMs(Date.parse('2026-01-01T12:00:00Z'));
const bound = { field: 'updated', pattern: 'yyyy-MM-dd HH:mm', timezone: 'UTC' };
const query = { path: '/c', passedOn: {} };

test('a window is closed by a condition of its own, or one more', () => {
  expect(closeWindow(query, bound, until).where).toBe("updated <= '2026-01-01 12:00'");
  expect(closeWindow({ ...query, where: "a = 'b' OR c = 'd'" }, bound, until).where).toBe(
    "(a = 'b' OR c = 'd') AND updated <= '2026-01-01 12:00'",
  );
});

test('it never asks for less than the window', () => {
  expect(closeWindow(query, bound, until + 1).where).toBe("updated <= '2026-01-01 12:01'");
});

test.each([
  ["updated >= '2026-01-01' AND updated <= '2026-01-01T12:00:01Z'", "updated >= '2026-01-01'"],
  ["updated >= '2026-01-01' AND updated < '2026-01-01 12:00' AND a = 'b'", "updated >= '2026-01-01' AND a = 'b'"],
])('a later bound on the same field gives way: %s', (where, rest) => {
  expect(closeWindow({ ...query, where }, bound, until).where).toBe(`(${rest}) AND updated <= '2026-01-01 12:00'`);
});

test('a query with nothing but a later bound gets this one instead', () => {
  const where = "updated <= '2026-01-02T00:00:00Z'";
  expect(closeWindow({ ...query, where }, bound, until).where).toBe("updated <= '2026-01-01 12:00'");
});

test.each([
  "updated <= '2026-01-01T11:59:59Z'",
  "created <= '2027-01-01T00:00:00Z'",
  "updated <= 'soon'",
  'updated <=',
])('all other conditions stay as they are: %s', (where) => {
  expect(closeWindow({ ...query, where }, bound, until).where).toBe(`(${where}) AND updated <= '2026-01-01 12:00'`);
});
