import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import type { JsonRecord } from '../lib/json.ts';
import { createTurns, type Turns } from '../lib/turns.ts';
import { faultOfOurs } from '../model/fault.ts';
import type { ClaimedWebhook, ReceivedClaim } from '../store/claim-received.ts';
import { isDatabaseAway } from '../store/database-away.ts';
import { readyWebhook, type ReadyContext, type ReadyDeps } from './ready-webhook.ts';
import type { ReadRecord } from './resolve-change.ts';
import { aboutWebhook, settleWebhook, type Settled, type SettleDeps } from './settle-webhook.ts';
import type { WatchingPoll } from './watched-resource.ts';

export interface RunReceivedDeps extends ReadyDeps, SettleDeps {
  /** `readOne` of the hub. */
  readOne: (account: ProviderAccount, plan: QueryPlan, id: string) => Promise<JsonRecord | undefined>;
  renewReceived: (claims: ReceivedClaim[], leaseUntil: number) => Promise<void>;
}

/** Webhooks of one instance, in the order in which they came. */
export interface ReceivedGroup {
  instanceId: number;
  webhooks: ClaimedWebhook[];
  /** All polls of the instance. */
  polls: readonly WatchingPoll[];
}

/** How long claims are held without a sign of life, and after which time they are renewed. */
export const leaseMs = 12_000;
const renewAfterMs = 4_000;

/** Webhooks of one group that are made ready side by side, and records that are read for it side by side. */
const sideBySide = 8;

/**
 * Works on the webhooks of one instance. They are made ready side by side and handed over to be written in the order in which
 * they came. What goes wrong with one concerns that one alone. When `signal` aborts, those that have not begun are given back.
 */
export async function runReceived(deps: RunReceivedDeps, group: ReceivedGroup, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const held = holdClaims(deps, group.webhooks, ended.signal);
  try {
    const turns = createTurns<'webhook' | 'record'>(sideBySide);
    const context: ReadyContext = { polls: group.polls, readRecord: readerOfRecords(deps, turns) };
    const begun = group.webhooks.map((webhook) => begin(deps, { webhook, context, turns, signal }));
    const commits: Promise<void>[] = [];
    for (const [index, webhook] of group.webhooks.entries()) {
      const readied = await begun[index];
      if (readied) commits.push(settleWebhook(deps, webhook, readied));
    }
    await Promise.all(commits);
  } finally {
    ended.abort();
    await held;
  }
}

/** Renews the claims until the work has ended. */
async function holdClaims(
  { clock, log, renewReceived }: RunReceivedDeps,
  webhooks: ClaimedWebhook[],
  ended: AbortSignal,
): Promise<void> {
  const claims = webhooks.map(({ id, fence }) => ({ id, fence }));
  for (;;) {
    await clock.sleep(renewAfterMs, ended);
    if (ended.aborted) return;
    // Without it another worker may begin the same work; only one of them can write it.
    await renewReceived(claims, clock.now() + leaseMs).catch((err: unknown) => log.warn({ err }, 'claims not renewed'));
  }
}

/** Items of a group that speak of the same record share one request. */
function readerOfRecords(deps: RunReceivedDeps, turns: Turns<'webhook' | 'record'>) {
  const reading = new Map<string, Promise<JsonRecord | undefined>>();
  const never = new AbortController().signal;
  return (account: ProviderAccount): ReadRecord =>
    (plan, id) => {
      const key = JSON.stringify([plan.resourceName, plan.parameters, id]);
      const read = async () => {
        const end = await turns.begin('record', never);
        try {
          return await deps.readOne(account, plan, id);
        } finally {
          end?.();
        }
      };
      const known = reading.get(key) ?? read();
      reading.set(key, known);
      return known;
    };
}

interface Beginning {
  webhook: ClaimedWebhook;
  context: ReadyContext;
  turns: Turns<'webhook' | 'record'>;
  signal: AbortSignal;
}

/** What came of it; undefined: left to its claim. Never rejects. */
async function begin(
  deps: RunReceivedDeps,
  { webhook, context, turns, signal }: Beginning,
): Promise<Settled | undefined> {
  const end = await turns.begin('webhook', signal);
  if (!end || signal.aborted) {
    end?.();
    return { kind: 'notBegun' };
  }
  try {
    return await readyWebhook(deps, context, webhook);
  } catch (error) {
    deps.log.error({ ...aboutWebhook(webhook), err: error }, 'a webhook broke off by a fault of ours');
    if (isDatabaseAway(error)) return undefined;
    return { kind: 'failed', fault: faultOfOurs('The webhook', error), outcome: undefined };
  } finally {
    end();
  }
}
