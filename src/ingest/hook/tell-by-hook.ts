import { hookConfiguration } from '../../hub/hooks/hook-configuration.ts';
import { runHook, type HookDependencies } from '../../hub/hooks/run-hook.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import { shortHash } from '../../lib/canonical-json.ts';
import { printInstantSeconds, type Instant } from '../../lib/instant.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Change, ToldChange } from '../../model/change.ts';
import { Fault } from '../../model/fault.ts';
import { hookEvents } from './hook-event.ts';
import { toldChanges } from './told-changes.ts';

/** What a poll has found, before it is told. */
export interface FoundChanges {
  account: ProviderAccount;
  resource: string;
  /** Provider time of the poll. */
  pollDate: Instant;
  changes: readonly Change[];
}

export interface ToldByHook {
  changes: ToldChange[];
  /** Why the hook had no say in some of them, which are told as they were found. */
  faults: Fault[];
}

/** One run sees no more. */
const changesAtOnce = 100;

/**
 * What the event hook of a connector makes of what a poll has found: it may name type, date, resource and paths of a change,
 * leave it out, or add others. A hook that fails, or rests as it took too long again and again, loses nothing: its changes are
 * told as they were found. Throws `hook.busy` where others took too long: the hook has its say when the poll is tried again.
 */
export async function tellByHook(deps: HookDependencies, found: FoundChanges): Promise<ToldByHook> {
  const told: ToldByHook = { changes: [], faults: [] };
  for (let from = 0; from < found.changes.length; from += changesAtOnce) {
    const changes = found.changes.slice(from, from + changesAtOnce);
    try {
      told.changes.push(...(await tellSome(deps, { ...found, changes })));
    } catch (error) {
      if (!(error instanceof Fault) || !(error.code === 'hook.failed' || isResting(error))) throw error;
      told.faults.push(error);
      told.changes.push(...changes);
    }
  }
  return told;
}

/** To wait for it would be in vain: when it is tried again it takes too long again. */
const isResting = ({ code, retryAt }: Fault): boolean => code === 'hook.busy' && retryAt !== undefined;

async function tellSome(deps: HookDependencies, found: FoundChanges): Promise<ToldChange[]> {
  const { account, changes } = found;
  const { event } = account.connector.hooks;
  if (!event) return [...changes];
  const variables = { events: eventsOf(found), ...ofNoWebhook, configuration: hookConfiguration(account) };
  const eventId = shortHash(JSON.stringify(changes.map(({ recordId, version }) => [recordId, version])));
  const placed = { at: 'hooks.event', hook: event };
  return runHook(deps, account, placed, {
    variables,
    attached: { eventHeaders: {}, eventId },
    use: (result) => toldChanges(changes, hookEvents(result, { needsType: false })),
  });
}

/** Code that asks for them finds that there are none. */
const ofNoWebhook = { event_method: null, event_parameters: {}, event_body_raw: null };

/** What a hook sees of a poll. The records win where the resource has the name of another member. */
const eventsOf = ({ account, resource, pollDate, changes }: FoundChanges): JsonRecord => ({
  instance_id: account.instanceId,
  objectType: resource,
  events: changes.map(({ type, recordId, date }) => ({
    objectType: resource,
    objectId: recordId,
    date: printInstantSeconds(date ?? pollDate),
    pollDate: printInstantSeconds(pollDate),
    eventType: type,
    elementKey: account.connector.key,
    hubKey: account.connector.hub,
  })),
  [resource]: changes.map(({ record }) => record),
});
