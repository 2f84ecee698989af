import { findResource } from '../hub/find-resource.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import { microsPerSecond } from '../lib/instant.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { PollDefinition } from '../model/poll-definition.ts';
import { horizonOf } from '../detect/horizon.ts';
import { pollingRules } from '../model/polling-rules.ts';

/**
 * The settle horizon of a polled resource in seconds, with what was learned of it. Undefined when the connector has no
 * such resource any more.
 */
export function settleInForce(
  connector: Connector,
  { url, polling }: Pick<PollDefinition, 'url' | 'polling'>,
  learnedSettleSeconds: number,
): number | undefined {
  try {
    const { resource } = findResource(connector, parseHubUrl(url).path);
    return horizonOf(pollingRules(resource.polling, polling), learnedSettleSeconds).settle / microsPerSecond;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
