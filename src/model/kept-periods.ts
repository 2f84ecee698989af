import type { KeptDays, RetentionKind } from './account-settings.ts';

/** Accounts that keep something equally long. */
export interface KeptAlike {
  days: number;
  accountIds: number[];
}

interface Account {
  accountId: number;
  organizationId: number;
  keeps: Record<RetentionKind, KeptDays>;
}

/** The accounts by how long they keep this; those that keep it for ever are left out. */
export const keptAlike = (accounts: Account[], daysOf: (keeps: Account['keeps']) => KeptDays): KeptAlike[] =>
  [...Map.groupBy(accounts, ({ keeps }) => daysOf(keeps))].flatMap(([days, alike]) =>
    days === 'never' ? [] : [{ days, accountIds: alike.map(({ accountId }) => accountId) }],
  );

/** Records are taken from events only where they go before the events do. */
export const bodiesKept = ({ bodies, events }: Account['keeps']): KeptDays =>
  bodies !== 'never' && (events === 'never' || bodies < events) ? bodies : 'never';

/** A received webhook holds records, and is the raw form of what was told of it: it goes with whichever goes first. */
export const webhooksKept = ({ bodies, events }: Account['keeps']): KeptDays => {
  if (bodies === 'never' || events === 'never') return bodies === 'never' ? events : bodies;
  return Math.min(bodies, events);
};

/** A message belongs to an organisation: it is kept as long as any of its accounts keeps events. */
export function messagesKept(accounts: Account[]): { days: number; organizationIds: number[] }[] {
  const longest = [...Map.groupBy(accounts, ({ organizationId }) => organizationId)].map(([organizationId, own]) => ({
    organizationId,
    days: Math.max(...own.map(({ keeps }) => (keeps.events === 'never' ? Infinity : keeps.events))),
  }));
  return [...Map.groupBy(longest, ({ days }) => days)].flatMap(([days, alike]) =>
    days === Infinity ? [] : [{ days, organizationIds: alike.map(({ organizationId }) => organizationId) }],
  );
}
