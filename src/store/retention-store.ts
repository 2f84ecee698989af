import { clearLeftovers, kindsLeft, type LeftoverKind } from './clear-leftovers.ts';
import type { Db } from './database.ts';
import { readKeepingAccounts } from './retention-accounts.ts';
import { forgetBodies, instancesWithOldBodies } from './retention-bodies.ts';
import { forgetAged, type AgedRows } from './retention-by-age.ts';
import { forgetConnectFlows, forgetReconciliations, forgetReplays, forgetSessions } from './retention-ended.ts';
import { forgetMessages, type OldMessages } from './retention-messages.ts';
import {
  forgetNotifications,
  instancesWithOldNotifications,
  type NotificationWindow,
  type OldNotifications,
} from './retention-notifications.ts';
import { forgetUndelivered } from './retention-undelivered.ts';
import { forgetWebhooks, instancesWithOldWebhooks } from './retention-webhooks.ts';

export type RetentionStore = ReturnType<typeof createRetentionStore>;

type Batch = OldNotifications & { limit: number };

/** All that retention asks of the database, bound to it. */
export const createRetentionStore = (db: Db) => ({
  kindsLeft: () => kindsLeft(db),
  clearLeftovers: (batch: { kind: LeftoverKind; limit: number }) => clearLeftovers(db, batch),
  readKeepingAccounts: () => readKeepingAccounts(db),
  forgetUndelivered: (batch: Batch) => forgetUndelivered(db, batch),
  instancesWithOldNotifications: (old: OldNotifications) => instancesWithOldNotifications(db, old),
  forgetNotifications: (window: NotificationWindow) => forgetNotifications(db, window),
  forgetMessages: (old: OldMessages) => forgetMessages(db, old),
  instancesWithOldBodies: (old: OldNotifications) => instancesWithOldBodies(db, old),
  forgetBodies: (window: NotificationWindow) => forgetBodies(db, window),
  instancesWithOldWebhooks: (old: OldNotifications) => instancesWithOldWebhooks(db, old),
  forgetWebhooks: (window: NotificationWindow) => forgetWebhooks(db, window),
  forgetAged: (rows: AgedRows) => forgetAged(db, rows),
  forgetSessions: (old: { now: number; limit: number }) => forgetSessions(db, old),
  forgetConnectFlows: (old: { now: number; limit: number }) => forgetConnectFlows(db, old),
  forgetReplays: (batch: Batch) => forgetReplays(db, batch),
  forgetReconciliations: (batch: Batch) => forgetReconciliations(db, batch),
});
