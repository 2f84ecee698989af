import type { JsonRecord } from '../../lib/json.ts';
import type { Hook } from '../../model/connector-hooks.ts';
import { Fault } from '../../model/fault.ts';
import type { HookFailure, HookOutcome, HookRun } from '../../sandbox/sandbox.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { hookResult, HookResultError, type HookResult } from './hook-result.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface HookDependencies {
  /** `run` of a sandbox. */
  runHook: (run: HookRun) => Promise<HookOutcome>;
  /** Told what hooks write with console.log; secrets of the configuration are masked. */
  onHookLog?: ((entry: HookLogEntry) => void) | undefined;
}

export interface HookLogEntry {
  connectorKey: string;
  instanceId: number;
  /** E.g. `resources.contacts.hooks.preRequest`. */
  hook: string;
  lines: string[];
}

/** A hook and where it stands. */
export interface PlacedHook {
  at: string;
  hook: Hook;
}

/**
 * Runs a hook and gives what `use` makes of its result. Throws `hook.failed`, with place and reason, for code that fails and
 * for a result that cannot be used.
 */
export async function runHook<T>(
  { runHook: run, onHookLog }: HookDependencies,
  account: ProviderAccount,
  { at, hook }: PlacedHook,
  { variables, use }: { variables: JsonRecord; use: (result: HookResult) => T },
): Promise<T> {
  const { connector, instanceId, organizationId } = account;
  const owner = `organization ${organizationId}`;
  const outcome = await run({ owner, code: hook.body ?? '', legacy: hook.legacy, variables });
  if (onHookLog && outcome.log.length > 0) {
    const lines = outcome.log.map(withoutSecrets(account));
    onHookLog({ connectorKey: connector.key, instanceId, hook: at, lines });
  }
  if (outcome.kind === 'failure') {
    const message = withoutSecrets(account)(outcome.message).slice(0, longestMessage);
    throw new Fault('hook.failed', `${connector.name}: ${at}${placeOf(outcome)}: ${message}`);
  }
  try {
    return use(hookResult(outcome.value, variables));
  } catch (error) {
    if (!(error instanceof HookResultError)) throw error;
    throw new Fault('hook.failed', `${connector.name}: ${at}: ${messageOf(error, withoutSecrets(account))}`);
  }
}

function messageOf({ what, found, allowed }: HookResultError, clean: (text: string) => string): string {
  return `${clean(what)} ${clean(found).slice(0, longestFound)}, allowed: ${clean(allowed)}`;
}

const longestMessage = 1000;
const longestFound = 100;

function placeOf({ reason, line, column }: HookFailure): string {
  const place = line === undefined ? '' : `, line ${line}`;
  return `${place}${column === undefined ? '' : `, column ${column}`} (${reason})`;
}
