import { laneOf, lowerBound, type Lane } from '../../detect/window.ts';
import { microsPerSecond, printInstant, type Instant } from '../../lib/instant.ts';
import { TimeTemplateError } from '../../lib/time-template/time-template-error.ts';
import { askFrom } from '../ask-from.ts';
import { asksForAll, renderQuery, type RenderedQuery } from '../render-query.ts';
import { scanWindow, type ScanWindow } from '../scan-window.ts';
import type { PreviewedPoll, PreviewMoments } from './previewed-poll.ts';

/** What the next poll asks for, and how it comes to that. */
export interface PreviewBounds {
  lane: Lane;
  /** Records dated here or later are looked at. */
  from: Instant;
  /** The lower bound that stands in the query. */
  askedFrom: Instant;
  /** The URL holds no lower bound: every poll reads everything. */
  asksForAll: boolean;
  /** Undefined: a date of the URL has no format. */
  query: RenderedQuery | undefined;
  window: ScanWindow;
  /** One sentence for each step from the last poll to the lower bound. */
  explanation: string[];
}

export function previewBounds(
  { poll, cursor, polling, horizon }: PreviewedPoll,
  { last, now }: PreviewMoments,
  serverTimezone: string,
): PreviewBounds {
  const { definition } = poll;
  const all = asksForAll(definition.url);
  const lane = all ? 'settle' : laneOf(cursor, horizon, now);
  const { pollDelaySeconds } = definition;
  const from = lowerBound({ cursor, start: poll.start, pollDelaySeconds, horizon, lane });
  const askedFrom = askFrom(polling.filter, from);
  const query = rendered(poll, { since: askedFrom, until: now }, serverTimezone);
  const answer = { poll, cursor, horizon, lane, until: query?.until, ourNow: now, providerNow: now, answerTook: 0 };
  const reach = (lane === 'fast' ? horizon.overlap : horizon.settle) / microsPerSecond;
  const explanation = [
    `The last poll began at ${printInstant(last)}.`,
    ...(reach > 0 ? [reachSentence(lane, reach)] : []),
    ...(pollDelaySeconds > 0 ? [`pollDelay takes ${pollDelaySeconds} more seconds off.`] : []),
    `Records dated ${printInstant(from)} or later are looked at.`,
    ...(askedFrom < from ? [unitSentence(polling.filter.boundary === 'exclusive', askedFrom)] : []),
    ...(all ? ['The URL holds no date: every poll reads all records, and older ones are left out here.'] : []),
  ];
  return { lane, from, askedFrom, asksForAll: all, query, window: scanWindow(answer), explanation };
}

function rendered(
  poll: PreviewedPoll['poll'],
  bounds: { since: Instant; until: Instant },
  serverTimezone: string,
): RenderedQuery | undefined {
  try {
    return renderQuery(poll, bounds, serverTimezone);
  } catch (error) {
    if (error instanceof TimeTemplateError) return undefined;
    throw error;
  }
}

const reachSentence = (lane: Lane, seconds: number): string =>
  lane === 'fast'
    ? `The overlap takes ${seconds} seconds off: these are read again by every poll.`
    : `The settle horizon takes ${seconds} seconds off: a record may become visible that long after its date.`;

const unitSentence = (exclusive: boolean, asked: Instant): string =>
  exclusive
    ? `The provider leaves out what is dated exactly at its bound, so that it is asked from ${printInstant(asked)}.`
    : `The provider compares in larger units, so that it is asked from ${printInstant(asked)}.`;
