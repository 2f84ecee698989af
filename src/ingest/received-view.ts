import { detectionRules } from '../detect/detection-rules.ts';
import { horizonOf } from '../detect/horizon.ts';
import type { ReceivedView } from '../detect/judge-received.ts';
import { rememberedBy } from '../detect/version-bases.ts';
import { lowerBound, significantSkew } from '../detect/window.ts';
import { findResource } from '../hub/find-resource.ts';
import { parseHubUrl } from '../hub/hub-query.ts';
import { instantFromMs } from '../lib/instant.ts';
import type { Connector } from '../model/connector.ts';
import { pollingRules } from '../model/polling-rules.ts';
import type { Cursor } from '../store/cursor.ts';
import type { LockedPoll } from '../store/received-polls.ts';

/**
 * How a poll would see a record at `now` (epoch milliseconds): by the rules that hold for it, and in the window of its settle
 * lane. Throws `resource.not_found` where the connector has the resource no more.
 */
export function receivedView(connector: Connector, poll: LockedPoll, stored: Cursor, now: number): ReceivedView {
  const { definition, start, learnedSettleSeconds } = poll;
  const { resource } = findResource(connector, parseHubUrl(definition.url).path);
  const polling = pollingRules(resource.polling, definition.polling);
  const declared = detectionRules(definition, {
    ...polling,
    deletedWhen: resource.deletedWhen,
    feed: resource.paging.kind === 'feed',
  });
  const { rules, cursor } = rememberedBy(declared, stored);
  const { pollDelaySeconds } = definition;
  const bounds = {
    start,
    pollDelaySeconds,
    horizon: horizonOf(polling, learnedSettleSeconds),
    lane: 'settle',
  } as const;
  const skew = significantSkew(cursor.clockSkew);
  return {
    rules,
    window: {
      from: lowerBound({ ...bounds, cursor }),
      scanStart: Infinity,
      watermark: cursor.watermark ?? null,
      overlapFrom: null,
      settledAt: null,
      initialBefore: poll.initialBefore + skew,
      baselineComplete: true,
      fromBeginning: start < poll.initialBefore,
      settledTo: Infinity,
    },
    start: lowerBound({ ...bounds, cursor: { ...cursor, watermark: undefined } }),
    present: instantFromMs(now) + skew,
    skew,
    cursorId: cursor.id,
    sweeps: poll.sweeps,
    silentInitial: poll.silentInitial,
  };
}
