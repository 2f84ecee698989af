import type { Clock } from '../lib/clock.ts';
import { bodiesKept, keptAlike, messagesKept, webhooksKept, type KeptAlike } from '../model/kept-periods.ts';
import type { KeepingAccount } from '../store/retention-accounts.ts';
import type { AgingKind } from '../store/retention-by-age.ts';
import type { RetentionStore } from '../store/retention-store.ts';
import { inBatches, inWindows, note, rest, type Pass } from './forget-in-batches.ts';

export interface ForgetDeps {
  clock: Clock;
  store: RetentionStore;
  /**
   * Up to which age everything was deleted before, by kind and accounts: the next pass begins there, as nothing that old is
   * ever written. It is forgotten with the process, and whenever an account changes what it keeps.
   */
  forgottenBefore: Map<string, number>;
}

const dayMs = 24 * 3_600_000;
/** Rows of one statement; of notifications fewer, as events, deliveries and attempts go with them. */
const rowsAtOnce = 1_000;
const notificationsAtOnce = 200;
const replaysAtOnce = 100;
/** With bodies of up to 8 MB. */
const webhooksAtOnce = 200;

/**
 * Deletes, in small batches, what the accounts no longer want kept; answers how much, by kind. It ends early when `signal`
 * aborts.
 */
export async function forgetOld(deps: ForgetDeps, signal: AbortSignal): Promise<Pass['forgotten']> {
  const pass: OldPass = { ...deps, signal, now: deps.clock.now(), forgotten: {} };
  const accounts = await deps.store.readKeepingAccounts();
  await forgetWhatIsTold(pass, accounts);
  await forgetRecords(pass, accounts);
  await forgetWebhooks(pass, accounts);
  for (const kind of ['attempts', 'usage', 'notices', 'polls'] as const)
    for (const alike of keptAlike(accounts, (keeps) => keeps[kind])) await forgetAged(pass, kind, alike);
  await forgetEnded(pass, accounts);
  return pass.forgotten;
}

interface OldPass extends Pass, ForgetDeps {
  clock: Clock;
  now: number;
}

const olderThan = ({ now }: OldPass, { days, accountIds }: KeptAlike) => ({ accountIds, before: now - days * dayMs });

/** Deliveries that are given up first, so that what only they needed goes in the same pass. */
async function forgetWhatIsTold(pass: OldPass, accounts: KeepingAccount[]): Promise<void> {
  const { store } = pass;
  for (const alike of keptAlike(accounts, ({ undelivered }) => undelivered)) {
    const batch = { ...olderThan(pass, alike), limit: rowsAtOnce };
    await inBatches(pass, { what: 'undelivered', full: rowsAtOnce }, () => store.forgetUndelivered(batch));
  }
  for (const alike of keptAlike(accounts, ({ events }) => events)) {
    const old = olderThan(pass, alike);
    const replays = { ...old, limit: replaysAtOnce };
    await inBatches(pass, { what: 'replays', full: replaysAtOnce }, () => store.forgetReplays(replays));
    for (const instanceId of await store.instancesWithOldNotifications(old)) {
      const window = { instanceId, before: old.before, limit: notificationsAtOnce };
      await inWindows(pass, { what: 'notifications', afterId: 0 }, (afterId) =>
        store.forgetNotifications({ ...window, afterId }),
      );
    }
  }
  for (const { days, organizationIds } of messagesKept(accounts)) {
    const old = { organizationIds, before: pass.now - days * dayMs, limit: notificationsAtOnce };
    await inBatches(pass, { what: 'messages', full: notificationsAtOnce }, () => store.forgetMessages(old));
  }
}

async function forgetRecords(pass: OldPass, accounts: KeepingAccount[]): Promise<void> {
  for (const alike of keptAlike(accounts, bodiesKept)) {
    const old = olderThan(pass, alike);
    for (const { instanceId, afterId: first } of await pass.store.instancesWithOldBodies(old)) {
      const window = { instanceId, before: old.before, limit: notificationsAtOnce };
      await inWindows(pass, { what: 'bodies', afterId: first }, (afterId) =>
        pass.store.forgetBodies({ ...window, afterId }),
      );
    }
  }
}

/** After the notifications: those whose raw form they are. */
async function forgetWebhooks(pass: OldPass, accounts: KeepingAccount[]): Promise<void> {
  for (const alike of keptAlike(accounts, webhooksKept)) {
    const old = olderThan(pass, alike);
    for (const instanceId of await pass.store.instancesWithOldWebhooks(old)) {
      const window = { instanceId, before: old.before, limit: webhooksAtOnce };
      await inWindows(pass, { what: 'webhooks', afterId: 0 }, (afterId) =>
        pass.store.forgetWebhooks({ ...window, afterId }),
      );
    }
  }
}

async function forgetAged(pass: OldPass, kind: AgingKind, alike: KeptAlike): Promise<void> {
  const old = olderThan(pass, alike);
  const key = `${kind} ${alike.days} ${alike.accountIds.join()}`;
  let from = pass.forgottenBefore.get(key) ?? 0;
  while (!pass.signal.aborted) {
    const done = await pass.store.forgetAged({ kind, ...old, from, limit: rowsAtOnce });
    note(pass, kind, done?.forgotten);
    if (!done) return;
    if (done.upTo === undefined) {
      pass.forgottenBefore.set(key, old.before);
      return;
    }
    from = done.upTo;
    await rest(pass);
  }
}

async function forgetEnded(pass: OldPass, accounts: KeepingAccount[]): Promise<void> {
  const { store, now } = pass;
  await inBatches(pass, { what: 'sessions', full: rowsAtOnce }, () => store.forgetSessions({ now, limit: rowsAtOnce }));
  await inBatches(pass, { what: 'connectFlows', full: rowsAtOnce }, () =>
    store.forgetConnectFlows({ now, limit: rowsAtOnce }),
  );
  for (const alike of keptAlike(accounts, ({ notices }) => notices)) {
    const batch = { ...olderThan(pass, alike), limit: rowsAtOnce };
    await inBatches(pass, { what: 'reconciliations', full: rowsAtOnce }, () => store.forgetReconciliations(batch));
  }
}
