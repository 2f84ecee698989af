import type { StoredInstance } from '../store/stored-instance.ts';
import type { InstanceRequest } from './instance-request.ts';
import type { InstancePlan } from './plan-instance.ts';

/**
 * Whether an instance that is given tokens for its configuration alone is to ask for new ones: what they were granted for
 * may have changed, or they are dead. Not at every change, as providers count such requests, and few are allowed.
 */
export function needsGrant(
  { connection, configuration }: Pick<StoredInstance, 'connection' | 'configuration'>,
  request: Pick<InstanceRequest, 'configuration'>,
  { values }: Pick<InstancePlan, 'values'>,
): boolean {
  if (request.configuration === undefined) return false;
  if (connection === 'reconnect') return true;
  const keys = Object.keys({ ...configuration, ...values }).filter((key) => !key.startsWith('event.'));
  return keys.some((key) => configuration[key] !== values[key]);
}
