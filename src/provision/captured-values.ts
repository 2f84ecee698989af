import { capturedKeys } from '../model/captured-keys.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { planInstance, type InstancePlan, type PlanInput, type PlanRules } from './plan-instance.ts';

export interface CapturedValues extends Pick<PlanInput, 'connector' | 'bringsTokens'> {
  captured: Record<string, string>;
  hookKeys: readonly string[];
}

/**
 * The plan with what the provider told of the account, held against the same rules as what a user sends. Throws
 * `configuration.invalid` for what they do not allow. Warnings are those of the plan.
 */
export function withCaptured(
  rules: PlanRules,
  plan: InstancePlan,
  { connector, captured, hookKeys, bringsTokens }: CapturedValues,
): InstancePlan {
  if (Object.keys(captured).length === 0) return plan;
  const { warnings, broughtTokens, misplacedProviderData } = plan;
  const secretKeys = Object.keys(plan.secrets);
  const input = { connector, configuration: captured, stored: plan.values, bringsTokens, hookKeys, secretKeys };
  return { ...planAgain(rules, input), warnings, broughtTokens, misplacedProviderData };
}

function planAgain(rules: PlanRules, input: PlanInput): InstancePlan {
  try {
    return planInstance(rules, input);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, message, issues } = error;
    throw new Fault(code, `What lifecycle.connect found out of the account cannot be used: ${message}`, { issues });
  }
}

/** The stored values of such entries that a request does not name: replacing a configuration does not forget them. */
export const keptCaptured = (
  connector: Connector,
  { configuration: stored, hookKeys }: Pick<StoredInstance, 'configuration' | 'hookKeys'>,
  configuration: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(
    [...capturedKeys(connector), ...hookKeys].flatMap((key) => {
      const value = stored[key];
      return value === undefined || Object.hasOwn(configuration, key) ? [] : [[key, value] as const];
    }),
  );
