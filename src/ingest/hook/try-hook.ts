import { hookResult, HookResultError, type HookResult } from '../../hub/hooks/hook-result.ts';
import { messageOf, type HookDependencies } from '../../hub/hooks/run-hook.ts';
import { withoutSecrets } from '../../hub/hooks/without-secrets.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import type { Clock } from '../../lib/clock.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { HookFailureReason, HookRun } from '../../sandbox/hook-run.ts';

export interface HookTrial {
  account: ProviderAccount;
  code: string;
  legacy: boolean;
  variables: JsonRecord;
  attached?: NonNullable<HookRun['attached']>;
  /** What the result would come to, as JSON. Throws HookResultError for one that cannot be used. */
  use: (result: HookResult) => JsonValue;
}

/** How a hook went, without the secrets of the configuration. */
export interface TrialReport {
  /** What was given to `done`; absent where it was not called. */
  result?: JsonValue;
  /** What it comes to; absent where it cannot be used. */
  effect?: JsonValue;
  log: string[];
  /** With the time for which it waited for its turn. */
  durationMs: number;
  error?: { reason: HookFailureReason | 'result'; message: string; line?: number; column?: number };
}

/** Runs a hook as it would be run, and does nothing of what it says. */
export async function tryHook(
  { runHook, clock }: Pick<HookDependencies, 'runHook'> & { clock: Pick<Clock, 'now'> },
  { account, code, legacy, variables, attached, use }: HookTrial,
): Promise<TrialReport> {
  const clean = withoutSecrets(account);
  const owner = `organization ${account.organizationId}`;
  const begun = clock.now();
  const outcome = await runHook({ owner, code, legacy, variables, ...(attached && { attached }) });
  const report = { log: outcome.log.map(clean), durationMs: clock.now() - begun };
  if (outcome.kind === 'failure') {
    const { reason, message, line, column } = outcome;
    const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
    return { ...report, error: { reason, message: clean(message).slice(0, longestMessage), ...place } };
  }
  const result = cleanValue(outcome.value, clean);
  try {
    return { ...report, result, effect: cleanValue(use(hookResult(outcome.value, variables)), clean) };
  } catch (error) {
    if (!(error instanceof HookResultError)) throw error;
    return { ...report, result, error: { reason: 'result', message: messageOf(error, clean) } };
  }
}

const longestMessage = 1000;

function cleanValue(value: JsonValue, clean: (text: string) => string): JsonValue {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((one) => cleanValue(one, clean));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [clean(name), cleanValue(one, clean)]));
}
