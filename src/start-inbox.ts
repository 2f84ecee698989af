import type { Catalog } from './catalog/catalog.ts';
import type { HubDependencies } from './hub/call-provider.ts';
import { readOne } from './hub/read-one.ts';
import { createTakeReceived } from './ingest/take-received.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Random } from './lib/random.ts';
import type { Sealer } from './lib/sealer.ts';
import type { Telemetry } from './model/telemetry.ts';
import { startInboxRunner } from './runner/inbox.ts';
import type { WorkLoop } from './runner/work-loop.ts';
import { claimReceived, renewReceived } from './store/claim-received.ts';
import { createCommitReceived } from './store/commit-received.ts';
import type { Db } from './store/database.ts';
import type { Unreadable } from './store/open-readable.ts';
import { readReceivedPolls } from './store/received-polls.ts';
import { deferReceived, failReceived, releaseReceived } from './store/settle-received.ts';

export interface InboxParts {
  clock: Clock;
  random: Random;
  log: Log;
  telemetry: Telemetry;
  catalog: Catalog;
  sealer: Sealer;
  db: Db;
  hub: HubDependencies;
  unreadable: Unreadable;
}

export interface WokenByInbox {
  wakeDeliveries: () => void;
  wakePolls: () => void;
}

/** Works on webhooks that have come in. */
export function startInbox(parts: InboxParts, { wakeDeliveries, wakePolls }: WokenByInbox): WorkLoop {
  const { clock, random, log, telemetry, catalog, sealer, db, hub, unreadable } = parts;
  const takeReceived = createTakeReceived({
    clock,
    commitReceived: createCommitReceived(db),
    onTaken: ({ types, wantsPolls }) => {
      telemetry.eventsStored(types);
      if (types.length > 0) wakeDeliveries();
      if (wantsPolls) wakePolls();
    },
  });
  return startInboxRunner({
    clock,
    log,
    claimReceived: (due) => claimReceived(db, sealer, { ...due, unreadable }),
    readReceivedPolls: (instanceIds) => readReceivedPolls(db, instanceIds),
    received: {
      clock,
      random,
      log,
      catalog,
      runHook: hub.runHook,
      onHookLog: hub.onHookLog,
      readOne: (account, plan, id) => readOne(hub, account, plan, { id }),
      takeReceived,
      deferReceived: (deferred) => deferReceived(db, deferred),
      failReceived: (failed) => failReceived(db, failed),
      releaseReceived: (claims) => releaseReceived(db, claims),
      renewReceived: (claims, leaseUntil) => renewReceived(db, claims, leaseUntil),
      onWorkedOn: (outcome) => telemetry.webhookWorkedOn(outcome),
    },
  });
}
