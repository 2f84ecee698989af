import { expect, test } from 'vitest';
import type { KeptDays, RetentionKind } from './account-settings.ts';
import { bodiesKept, keptAlike, messagesKept } from './kept-periods.ts';

const account = (accountId: number, organizationId: number, events: KeptDays, bodies: KeptDays = events) => {
  const keeps: Record<RetentionKind, KeptDays> = {
    events,
    bodies,
    attempts: 14,
    undelivered: 'never',
    usage: 30,
    notices: 90,
    polls: 30,
  };
  return { accountId, organizationId, keeps };
};

test('accounts that keep something equally long go together, and those that keep it for ever are left out', () => {
  const accounts = [account(1, 1, 30), account(2, 1, 7), account(3, 2, 30), account(4, 2, 'never')];
  expect(keptAlike(accounts, ({ events }) => events)).toEqual([
    { days: 30, accountIds: [1, 3] },
    { days: 7, accountIds: [2] },
  ]);
});

test('records are taken from events only where they go before the events do', () => {
  const bodies = (events: KeptDays, days: KeptDays) => bodiesKept(account(1, 1, events, days).keeps);
  expect(bodies(30, 7)).toBe(7);
  expect(bodies('never', 7)).toBe(7);
  expect(bodies(7, 7)).toBe('never');
  expect(bodies(7, 30)).toBe('never');
  expect(bodies(7, 'never')).toBe('never');
});

test('messages are kept as long as the account of their organisation that keeps events longest', () => {
  const accounts = [account(1, 1, 30), account(2, 1, 7), account(3, 2, 7), account(4, 2, 'never'), account(5, 3, 30)];
  expect(messagesKept(accounts)).toEqual([{ days: 30, organizationIds: [1, 3] }]);
});
