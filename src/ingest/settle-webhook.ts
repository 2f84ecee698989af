import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { Fault } from '../model/fault.ts';
import type { WebhookOutcome } from '../model/telemetry.ts';
import type { ClaimedWebhook, ReceivedClaim } from '../store/claim-received.ts';
import type { DeferredWebhook, FailedWebhook } from '../store/settle-received.ts';
import type { TakenOutcome } from './judge-received.ts';
import { nextAttempt } from './next-attempt.ts';
import type { Readied } from './ready-webhook.ts';
import type { ReceivedBatchEntry, ReceivedOutcome } from './received-batch.ts';
import type { TakeReceived } from './take-received.ts';

export interface SettleDeps {
  clock: Clock;
  random: Random;
  log: Log;
  takeReceived: TakeReceived;
  deferReceived: (deferred: DeferredWebhook) => Promise<void>;
  failReceived: (failed: FailedWebhook) => Promise<void>;
  releaseReceived: (claims: ReceivedClaim[]) => Promise<void>;
  onWorkedOn: (outcome: WebhookOutcome) => void;
}

export type Settled = Readied | { kind: 'notBegun' };

/** Which webhook it is, for the log. */
export const aboutWebhook = ({ id, instance }: ClaimedWebhook) => ({ instanceId: instance.id, webhookId: id });

/** Writes what came of a webhook. A database that does not take it leaves it to its claim. Never rejects. */
export async function settleWebhook(deps: SettleDeps, webhook: ClaimedWebhook, settled: Settled): Promise<void> {
  try {
    switch (settled.kind) {
      case 'ready':
        return await take(deps, webhook, settled.entry);
      case 'later':
        return await defer(deps, webhook, settled);
      case 'failed':
        return await fail(deps, webhook, settled);
      case 'notBegun':
        return await deps.releaseReceived([webhook]);
    }
  } catch (error) {
    deps.log.error({ ...aboutWebhook(webhook), err: error }, 'what a webhook has become was not written');
  }
}

async function take(deps: SettleDeps, webhook: ClaimedWebhook, entry: ReceivedBatchEntry): Promise<void> {
  let taken: TakenOutcome | 'changed';
  try {
    taken = await deps.takeReceived(entry);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return fail(deps, webhook, { fault: error, outcome: entry.outcome });
  }
  if (taken === 'changed') {
    deps.log.info(aboutWebhook(webhook), 'webhook begun anew: its polls changed meanwhile, or its claim was lost');
    return deps.releaseReceived([webhook]);
  }
  deps.onWorkedOn('done');
  const { log: _log, remarks: _remarks, decisions: _decisions, ...counts } = taken;
  deps.log.debug({ ...aboutWebhook(webhook), ...counts }, 'webhook worked on');
}

async function defer(
  deps: SettleDeps,
  webhook: ClaimedWebhook,
  { notBefore, fault, polls }: Extract<Readied, { kind: 'later' }>,
): Promise<void> {
  const { clock, random } = deps;
  const { id, fence, attempts } = webhook;
  const now = clock.now();
  const nextAttemptAt = fault ? nextAttempt({ attempts, notBefore }, { now, random }) : notBefore;
  if (nextAttemptAt === undefined && fault) return fail(deps, webhook, { fault, outcome: undefined });
  await deps.deferReceived({
    id,
    fence,
    now,
    nextAttemptAt: nextAttemptAt ?? now,
    fault: fault && { code: fault.code, message: fault.message },
    polls,
  });
  if (!fault) return;
  deps.onWorkedOn('deferred');
  deps.log.info({ ...aboutWebhook(webhook), code: fault.code, attempts: attempts + 1 }, fault.message);
}

async function fail(
  { clock, log, failReceived, onWorkedOn }: SettleDeps,
  webhook: ClaimedWebhook,
  { fault, outcome }: { fault: Fault; outcome: ReceivedOutcome | undefined },
): Promise<void> {
  const { code, message } = fault;
  const { id, fence, instance } = webhook;
  await failReceived({ id, fence, instanceId: instance.id, now: clock.now(), fault: { code, message }, outcome });
  onWorkedOn('failed');
  log.warn({ ...aboutWebhook(webhook), code }, message);
}
