import type { Catalog } from '../catalog/catalog.ts';
import type { HookDependencies } from '../hub/hooks/run-hook.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { Clock } from '../lib/clock.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { takesWebhooks } from '../model/takes-webhooks.ts';
import type { ReceivedItem } from '../model/received-item.ts';
import type { ClaimedWebhook } from '../store/claim-received.ts';
import { readWebhook, type ReadItems } from './read-webhook.ts';
import type { ReceivedBatchEntry, ReceivedOutcome } from './received-batch.ts';
import { entryOf, outcomeOf, type Resolution } from './received-entry.ts';
import { resolveChange, type ReadRecord, type ReceivedFrom } from './resolve-change.ts';
import { withinBudget } from './fetch-budget.ts';
import { onlyPolled, pollOf, watchedResources, type WatchingPoll } from './watched-resource.ts';

export interface ReadyDeps extends HookDependencies {
  clock: Clock;
  catalog: Pick<Catalog, 'find'>;
}

/** What a webhook is worked on with: shared by those of one instance that are worked on together. */
export interface ReadyContext {
  polls: readonly WatchingPoll[];
  /** Of an account; the same record is read once. */
  readRecord: (account: ProviderAccount) => ReadRecord;
}

/** `later`: not yet, or something went wrong that may pass; polls look meanwhile. `failed`: until somebody asks again. */
export type Readied =
  | { kind: 'ready'; entry: ReceivedBatchEntry }
  | { kind: 'later'; notBefore: number; fault: Fault | undefined; polls: number[] }
  | { kind: 'failed'; fault: Fault; outcome: ReceivedOutcome | undefined };

/** Makes of a webhook what is to be judged and told. Only what is no Fault rejects. */
export async function readyWebhook(deps: ReadyDeps, context: ReadyContext, webhook: ClaimedWebhook): Promise<Readied> {
  try {
    const account = await accountOf(deps, webhook);
    if (!takesWebhooks(account.configuration))
      return { kind: 'ready', entry: ofNoConcern(account, webhook, deps.clock) };
    const read = await readWebhook(deps, account, webhook);
    if (read.fault) return { kind: 'failed', fault: read.fault, outcome: outcomeOf(read, []) };
    const notBefore = webhook.receivedAt + 1_000 * fetchDelay(read.items);
    if (notBefore > deps.clock.now()) return { kind: 'later', notBefore, fault: undefined, polls: [] };
    return await resolveItems(deps, { webhook, context, account, read });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // Other runs took too long: that says nothing of this webhook.
    if (error.code === 'hook.busy') return { kind: 'later', notBefore: error.retryAt ?? 0, fault: error, polls: [] };
    return { kind: 'failed', fault: error, outcome: undefined };
  }
}

/** It came while the instance took webhooks, and waited until it does not: from now on polls tell everything. */
function ofNoConcern({ connector }: ProviderAccount, webhook: ClaimedWebhook, clock: Clock): ReceivedBatchEntry {
  const read = { items: [], ignored: ['the instance takes no webhooks any more'], refused: [], remarks: [], log: [] };
  return entryOf({ webhook, connector, read, resolutions: [], now: clock.now() });
}

async function accountOf({ catalog }: ReadyDeps, { instance }: ClaimedWebhook): Promise<ProviderAccount> {
  const connector = await catalog.find(instance.organizationId, instance.connectorKey);
  if (!connector) throw new Fault('connector.not_found', `The connector ${instance.connectorKey} is not installed.`);
  const { id: instanceId, organizationId, configuration } = instance;
  return { organizationId, instanceId, connector, configuration };
}

const fetchDelay = (items: readonly ReceivedItem[]): number =>
  items.reduce(
    (most, item) => (item.then === 'fetch' && item.type !== 'DELETED' ? Math.max(most, item.delaySeconds) : most),
    0,
  );

interface ReadReceived {
  webhook: ClaimedWebhook;
  context: ReadyContext;
  account: ProviderAccount;
  read: ReadItems;
}

async function resolveItems(deps: ReadyDeps, received: ReadReceived): Promise<Readied> {
  const { webhook, context, account, read } = received;
  if (read.refused.length > 0 && read.items.length === 0) {
    const fault = new Fault('webhook.unusable', read.refused.slice(0, 5).join('; '));
    return { kind: 'failed', fault, outcome: outcomeOf(read, []) };
  }
  const from: ReceivedFrom = {
    account,
    findWatched: watchedResources(account, context.polls),
    readRecord: withinBudget(context.readRecord(account)),
    trusted: webhook.trusted,
    anybody: isOpen(account.connector),
  };
  try {
    const resolutions = await Promise.all(
      read.items.map((item, index) => resolveItem(from, context.polls, { item, index })),
    );
    const { connector } = account;
    return { kind: 'ready', entry: entryOf({ webhook, connector, read, resolutions, now: deps.clock.now() }) };
  } catch (error) {
    if (!(error instanceof Fault) || !mayPass(error)) throw error;
    // Told once: polls have pauses of their own after a fault.
    const items = webhook.attempts === 0 ? read.items : [];
    const polls = items.flatMap(({ resource }) => pollOf(account, context.polls, resource)?.id ?? []);
    return { kind: 'later', notBefore: error.retryAt ?? 0, fault: error, polls: [...new Set(polls)] };
  }
}

/**
 * Whether a webhook may come from anybody who knows an address that is no secret: nothing is proved, or only by a hook, of which
 * nobody knows what it looks at.
 */
function isOpen({ webhooks }: Connector): boolean {
  if (!webhooks) return true;
  const { verify } = webhooks;
  return (verify.kind === 'anyOf' ? verify.of : [verify]).some(({ kind }) => kind === 'none' || kind === 'hook');
}

/** What went wrong with the provider, and not with the webhook. */
const mayPass = ({ code }: Fault): boolean => code.startsWith('provider.') || passing.includes(code);

const passing: readonly string[] = [
  'quota.unavailable',
  'instance.reconnect',
  'instance.changed',
  'database.unavailable',
];

async function resolveItem(
  from: ReceivedFrom,
  polls: readonly WatchingPoll[],
  { item, index }: { item: ReceivedItem; index: number },
): Promise<Resolution> {
  if (item.then !== 'poll') return resolveChange(from, item, index);
  const poll = pollOf(from.account, polls, item.resource);
  if (poll && !poll.received) return { kind: 'ignored', why: onlyPolled(item.resource) };
  if (poll) return { kind: 'signal', poll, delaySeconds: item.delaySeconds };
  return { kind: 'ignored', why: `it asks for a poll of ${item.resource}, which is not polled` };
}
