import type { UnderWay } from './model/worker.ts';
import { type PollNowDeps } from './poll/poll-now.ts';
import { startDeliveryRunner } from './runner/deliveries.ts';
import { startPollRunner } from './runner/polls.ts';
import { startQuietWatch } from './runner/quiet-webhooks.ts';
import { startRegistrationRunner } from './runner/registrations.ts';
import { startReconciliationRunner } from './runner/reconciliations.ts';
import { startReplayRunner } from './runner/replays.ts';
import { startRetention } from './runner/retention.ts';
import { tracedCallbacks } from './runner/traced-egress.ts';
import { startInbox } from './start-inbox.ts';
import { claimDeliveries } from './store/claim-deliveries.ts';
import { claimDuePolls } from './store/claim-polls.ts';
import { endReplays } from './store/replay-ends.ts';
import { stepReplay } from './store/replay-steps.ts';
import { readWebhookRaw } from './store/read-webhook-raws.ts';
import { createReconciliationStore } from './store/reconciliation-store.ts';
import { createRetentionStore } from './store/retention-store.ts';
import { createSettleDeliveries } from './store/settle-deliveries.ts';
import type { Unreadable } from './store/open-readable.ts';
import { findQuiet, tellQuiet } from './store/webhook-pulse.ts';

import type { Parts } from './open-parts.ts';

export type Workers = ReturnType<typeof startWorkers>;

/** Polls, reconciles and delivers what is due. */
export function startWorkers(parts: Parts, poll: PollNowDeps) {
  const { clock, random, log, catalog, sealer, db, egress, telemetry } = parts;
  const hubOf = (organizationId: number, key: string) => catalog.hubOf(organizationId, key);
  const unreadable: Unreadable = (about, err) =>
    log.error({ ...about, err }, 'stored secrets do not open: is TIDINGS_SECRET_KEY the key they were sealed with?');
  const deliveries = startDeliveryRunner({
    clock,
    log,
    telemetry,
    deliver: {
      egress: tracedCallbacks(telemetry, egress),
      clock,
      random,
      hubOf,
      readWebhookRaw: (id) => readWebhookRaw(db, id),
    },
    claimDeliveries: (due) => claimDeliveries(db, sealer, { ...due, unreadable }),
    settleDeliveries: createSettleDeliveries(db),
  });
  const polls = startPollRunner({
    clock,
    log,
    runPoll: poll.runPoll,
    claimDuePolls: (due) => claimDuePolls(db, sealer, { ...due, unreadable }),
  });
  const store = createReconciliationStore(db, sealer);
  const reconciliations = startReconciliationRunner({ clock, log, telemetry, sweep: { ...poll, ...store }, store });
  const replays = startReplayRunner({
    clock,
    log,
    stepReplay: (now) => stepReplay(db, now),
    endReplays: (now) => endReplays(db, now),
    wakeDeliveries: () => deliveries.wake(),
  });
  const inbox = startInbox(
    { ...parts, unreadable },
    { wakeDeliveries: () => deliveries.wake(), wakePolls: () => polls.wake() },
  );
  const registrations = startRegistrations({ ...parts, unreadable }, { wakePolls: () => polls.wake() });
  const retention = startRetention({ clock, log, store: createRetentionStore(db) });
  return { polls, reconciliations, deliveries, replays, inbox, ...registrations, retention };
}

/** How much of each kind of work they do at this moment. */
export const underWayOf = ({ polls, reconciliations, deliveries, inbox }: Workers): UnderWay => ({
  polls: polls.underWay(),
  reconciliations: reconciliations.underWay(),
  deliveries: deliveries.underWay(),
  webhooks: inbox.underWay(),
});

/** Asks providers for webhooks, and notices when they send none. */
function startRegistrations(parts: Parts & { unreadable: Unreadable }, { wakePolls }: { wakePolls: () => void }) {
  const { hub, config, clock, log, catalog, sealer, db, unreadable } = parts;
  const registrations = startRegistrationRunner({ ...parts, ...hub, publicUrl: config.publicUrl });
  const quietWatch = startQuietWatch({
    clock,
    log,
    catalog,
    findQuiet: (search) => findQuiet({ db, sealer }, { ...search, unreadable }),
    tellQuiet: (quiet) => tellQuiet(db, quiet),
    wake: () => {
      registrations.wake();
      wakePolls();
    },
  });
  return { registrations, quietWatch };
}
