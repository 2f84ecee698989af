import type { JsonRecord } from '../../lib/json.ts';
import type { Hook } from '../../model/connector-hooks.ts';
import { Fault } from '../../model/fault.ts';
import type { HookFailureReason } from '../../sandbox/hook-run.ts';
import type { HookFailure, HookOutcome, HookRun } from '../../sandbox/sandbox.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { hookConfiguration } from './hook-configuration.ts';
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

export interface HookUse<T> {
  variables: JsonRecord;
  attached?: NonNullable<HookRun['attached']>;
  /** Throws HookResultError for a result that cannot be used. */
  use: (result: HookResult) => T;
}

/**
 * Runs a hook and gives what `use` makes of its result. Throws `hook.failed`, with place and reason, for code that fails and
 * for a result that cannot be used; `hook.busy` when it did not begin, with `retryAt` where the code itself rests.
 */
export async function runHook<T>(
  { runHook: run, onHookLog }: HookDependencies,
  account: ProviderAccount,
  { at, hook }: PlacedHook,
  { variables, attached, use }: HookUse<T>,
): Promise<T> {
  const { connector, instanceId, organizationId } = account;
  const clean = withoutSecrets({ ...account, configuration: hookConfiguration(account) });
  const owner = `organization ${organizationId}`;
  const code = hook.body ?? '';
  const outcome = await run({ owner, code, legacy: hook.legacy, variables, ...(attached && { attached }) });
  if (onHookLog && outcome.log.length > 0) {
    const lines = outcome.log.map(clean);
    onHookLog({ connectorKey: connector.key, instanceId, hook: at, lines });
  }
  if (outcome.kind === 'failure') {
    const message = clean(outcome.message).slice(0, longestMessage);
    const faultCode = notBegun.includes(outcome.reason) ? 'hook.busy' : 'hook.failed';
    const { retryAt } = outcome;
    throw new Fault(faultCode, `${connector.name}: ${at}${placeOf(outcome)}: ${message}`, {
      ...(retryAt !== undefined && { retryAt }),
    });
  }
  try {
    return use(hookResult(outcome.value, variables));
  } catch (error) {
    if (!(error instanceof HookResultError)) throw error;
    throw new Fault('hook.failed', `${connector.name}: ${at}: ${messageOf(error, clean)}`);
  }
}

/** What is wrong with a result, without the secrets that `clean` takes out. */
export function messageOf(error: HookResultError, clean: (text: string) => string): string {
  const all = [error, ...error.others];
  const shown = all
    .slice(0, mostErrors)
    .map(
      ({ what, found, allowed }) => `${clean(what)} ${clean(found).slice(0, longestFound)}, allowed: ${clean(allowed)}`,
    );
  const more = all.length > mostErrors ? [`and ${all.length - mostErrors} more`] : [];
  return [...shown, ...more].join('; ');
}

const notBegun: readonly HookFailureReason[] = ['busy', 'resting'];

const longestMessage = 1000;
const longestFound = 100;
const mostErrors = 5;

function placeOf({ reason, line, column }: HookFailure): string {
  const place = line === undefined ? '' : `, line ${line}`;
  return `${place}${column === undefined ? '' : `, column ${column}`} (${reason})`;
}
