import type { Webhooks } from './connector-webhooks.ts';

/** When an instance heard of its provider, and when its silence would mean something. Times are epoch milliseconds. */
export interface WebhookPulse {
  /** How many webhooks have come so far. */
  received: number;
  lastReceivedAt: number | undefined;
  /** The usual time between two of them; the newer ones count more. */
  meanPauseMs: number | undefined;
  /** From then on it is quiet; undefined: not enough is known to tell. */
  quietAt: number | undefined;
}

export const noPulse: WebhookPulse = {
  received: 0,
  lastReceivedAt: undefined,
  meanPauseMs: undefined,
  quietAt: undefined,
};

/** What of a connector says how long a silence may last. */
export interface QuietRules {
  /** Shorter silences say nothing. */
  leastMs: number;
  /** The provider sends something at least this often; undefined: it does not promise to. */
  heartbeatMs: number | undefined;
}

/** The weight of the newest pause in the mean. */
const newestShare = 0.1;
const leastReceived = 10;
const meanPauses = 20;
const heartbeats = 2;

const defaultLeastMs = 6 * 3_600_000;

/** The longest of the silences that the registrations allow, and the shortest of the heartbeats. */
export function quietRules(webhooks: Webhooks | undefined): QuietRules {
  const quiet = Object.values(webhooks?.registrations ?? {}).map((registration) => registration.quiet);
  const leastMs = quiet.map(({ leastSeconds }) => leastSeconds * 1000);
  const beats = quiet.flatMap(({ heartbeatSeconds: beat }) => (beat === undefined ? [] : [beat * 1000]));
  return {
    leastMs: leastMs.length === 0 ? defaultLeastMs : Math.max(...leastMs),
    heartbeatMs: beats.length === 0 ? undefined : Math.min(...beats),
  };
}

/** The pulse after `count` more webhooks (at least one), the last of them received at `at`. */
export function afterReceived(
  before: WebhookPulse,
  { count, at }: { count: number; at: number },
  rules: QuietRules,
): WebhookPulse {
  const received = before.received + count;
  const lastReceivedAt = Math.max(at, before.lastReceivedAt ?? at);
  const meanPauseMs = meanPause(before, count, lastReceivedAt);
  return { received, lastReceivedAt, meanPauseMs, quietAt: quietAt({ received, lastReceivedAt, meanPauseMs }, rules) };
}

/** Several that come together are taken for as many pauses of the same length. */
function meanPause(before: WebhookPulse, count: number, at: number): number | undefined {
  if (before.lastReceivedAt === undefined) return undefined;
  const pauseMs = (at - before.lastReceivedAt) / count;
  if (before.meanPauseMs === undefined) return pauseMs;
  return before.meanPauseMs + (1 - (1 - newestShare) ** count) * (pauseMs - before.meanPauseMs);
}

function quietAt(
  {
    received,
    lastReceivedAt,
    meanPauseMs,
  }: { received: number; lastReceivedAt: number; meanPauseMs: number | undefined },
  { leastMs, heartbeatMs }: QuietRules,
): number | undefined {
  const byBeat = heartbeatMs === undefined ? undefined : heartbeats * heartbeatMs;
  const byMean =
    received < leastReceived || meanPauseMs === undefined ? undefined : Math.max(leastMs, meanPauses * meanPauseMs);
  const allowed = [byBeat, byMean].filter((ms) => ms !== undefined);
  return allowed.length === 0 ? undefined : Math.round(lastReceivedAt + Math.min(...allowed));
}

/** When to look again at an instance that is still quiet: as long after as it has been quiet, within bounds. */
export const nextQuietLook = ({ lastReceivedAt }: WebhookPulse, now: number): number =>
  now + Math.min(Math.max(now - (lastReceivedAt ?? now), leastLookMs), mostLookMs);

const leastLookMs = 6 * 3_600_000;
const mostLookMs = 7 * 86_400_000;
