import { newCursor, type Cursor } from '../../store/cursor.ts';
import type { ClaimedPoll } from '../../store/claim-polls.ts';
import { resourceAt } from '../../hub/find-resource.ts';
import { parseHubUrl } from '../../hub/hub-query.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Connector, ConnectorResource } from '../../model/connector.ts';
import { pollingSchema, type PollingRules } from '../../model/connector-polling.ts';
import { Fault } from '../../model/fault.ts';
import type { PollDefinition } from '../../model/poll-definition.ts';
import { pollingRules } from '../../model/polling-rules.ts';
import { horizonOf, type Horizon } from '../../detect/horizon.ts';

/** The moments of a preview, by the provider's clock, which is taken to be ours. */
export interface PreviewMoments {
  /** When the poll before began. */
  last: Instant;
  now: Instant;
}

/** A poll that nobody has made, as it would stand after a complete poll at `moments.last`. */
export interface PreviewedPoll {
  poll: ClaimedPoll;
  cursor: Cursor;
  /** Undefined: the connector has none at this path. */
  resource: ConnectorResource | undefined;
  polling: PollingRules;
  horizon: Horizon;
}

export interface PreviewedFor {
  connector: Connector;
  organizationId: number;
  configuration: Record<string, string>;
}

export function previewedPoll(
  definition: PollDefinition,
  of: PreviewedFor,
  { last }: Pick<PreviewMoments, 'last'>,
): PreviewedPoll {
  const resource = resourceOf(of.connector, definition.url);
  const polling = pollingRules(resource?.polling ?? pollingSchema.parse({}), definition.polling);
  const horizon = horizonOf(polling, 0);
  const cursor = {
    ...newCursor(0, ''),
    watermark: last,
    scannedAt: last,
    completeUpTo: last - horizon.settle,
    settledAt: last,
    baselineComplete: true,
  };
  return { poll: pollOf(definition, of, cursor), cursor, resource, polling, horizon };
}

function resourceOf(connector: Connector, url: string): ConnectorResource | undefined {
  try {
    return resourceAt(connector, parseHubUrl(url).path)?.resource;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Of an instance that is older than any date of its records. */
const pollOf = (
  definition: PollDefinition,
  { connector, organizationId, configuration }: PreviewedFor,
  cursor: Cursor,
): ClaimedPoll => ({
  id: 0,
  instance: {
    id: 0,
    organizationId,
    accountId: 0,
    userId: 0,
    connectorKey: connector.key,
    name: connector.name,
    tags: [],
    configuration,
    disabled: false,
    connection: 'connected',
    externalAuthentication: 'none',
    createdAt: 0,
    updatedAt: 0,
  },
  definition,
  intervalMs: connector.events.polling.defaultIntervalMinutes * 60_000,
  start: 0,
  initialBefore: 0,
  silentInitial: false,
  fence: 0,
  consecutiveFailures: 0,
  consecutiveThrottles: 0,
  overdueSince: undefined,
  remembersAll: false,
  sweeps: 0,
  learnedSettleSeconds: 0,
  leastIntervalMs: undefined,
  greatestIntervalMs: undefined,
  changesPerHour: undefined,
  received: false,
  cursors: [cursor],
});
