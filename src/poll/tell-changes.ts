import type { ProviderAccount } from '../hub/provider-account.ts';
import type { Instant } from '../lib/instant.ts';
import type { Change, ToldChange } from '../model/change.ts';
import type { Fault } from '../model/fault.ts';
import type { NewNotice } from '../store/poll-commit.ts';

export interface FoundChanges {
  account: ProviderAccount;
  resource: string;
  /** Provider time of the poll. */
  pollDate: Instant;
  changes: Change[];
}

/** What the event hook of a connector makes of changes. `faults`: why it had no say in some, which are as they were found. */
export type TellByHook = (found: FoundChanges) => Promise<{ changes: ToldChange[]; faults: Fault[] }>;

export interface TellDeps {
  /** Absent: no hook is asked. */
  tellByHook?: TellByHook | undefined;
}

export interface ToldFound {
  changes: ToldChange[];
  notices: NewNotice[];
}

/** Whether an event hook has its say in what polls find of this account. */
export function hookHasSay({ tellByHook }: TellDeps, { connector }: ProviderAccount): boolean {
  const { event, eventOnPolled } = connector.hooks;
  return tellByHook !== undefined && event !== undefined && eventOnPolled === true;
}

/**
 * What is told of what was found: as the event hook says where the connector lets it see what polls find, else as it is. Which
 * versions were seen is not for a hook to say: what it leaves out is not found again. Rejects with `hook.busy`.
 */
export async function tellChanges(deps: TellDeps, found: FoundChanges): Promise<ToldFound> {
  if (!deps.tellByHook || !hookHasSay(deps, found.account) || found.changes.length === 0) {
    return { changes: found.changes, notices: [] };
  }
  const { changes, faults } = await deps.tellByHook(found);
  const [first] = faults;
  return { changes, notices: first ? [toldAsFound(found.resource, first.message)] : [] };
}

export const toldAsFound = (resource: string, why: string): NewNotice => ({
  kind: 'hook.failed',
  message: `What was found of "${resource}" was told as it is: ${why}`,
});
