import type { HookDependencies, HookLogEntry } from '../../hub/hooks/run-hook.ts';
import { hookConfiguration } from '../../hub/hooks/hook-configuration.ts';
import { runHook } from '../../hub/hooks/run-hook.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import { Fault } from '../../model/fault.ts';
import type { ReceivedChange } from '../../model/received-item.ts';
import { eventVariables, type EventInput } from './event-variables.ts';
import { hookEvents, type HookEvent } from './hook-event.ts';

export interface HookInput extends Omit<EventInput, 'configuration'> {
  /** The instance, with its connector, which has an event hook. */
  account: ProviderAccount;
}

export interface HookItems {
  /** Empty: the hook tells nothing. */
  items: ReceivedChange[];
  /** `hook.failed`, with place and reason: the code failed, or any event in its result cannot be used. */
  fault?: Fault;
  /** What the hook has written, without secrets. */
  log: string[];
}

/**
 * What the event hook of a connector makes of a webhook. An event without a type is UNKNOWN. Throws `hook.busy` where the code
 * did not begin.
 */
export async function itemsByHook(deps: HookDependencies, { account, ...input }: HookInput): Promise<HookItems> {
  const { event } = account.connector.hooks;
  if (!event) return { items: [], log: [] };
  const log: string[] = [];
  const onHookLog = (entry: HookLogEntry) => {
    log.push(...entry.lines);
    deps.onHookLog?.(entry);
  };
  const placed = { at: 'hooks.event', hook: event };
  try {
    const items = await runHook({ ...deps, onHookLog }, account, placed, {
      ...eventVariables({ ...input, configuration: hookConfiguration(account) }),
      use: (result) => hookEvents(result, { needsType: true }).map(toItem),
    });
    return { items, log };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'hook.failed') throw error;
    return { items: [], fault: error, log };
  }
}

const toItem = ({
  resource = '',
  recordId,
  type = 'UNKNOWN',
  date,
  record,
  given,
  ...said
}: HookEvent): ReceivedChange => ({
  then: 'tell',
  resource,
  recordId,
  type,
  date,
  record,
  element: given,
  parameters: said.parameters,
  delaySeconds: 0,
  ...(said.paths && { paths: said.paths }),
});
