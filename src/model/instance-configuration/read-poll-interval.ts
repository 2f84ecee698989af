import { refuse, type Findings } from '../findings/findings.ts';
import { isUnset, readNumber } from '../findings/read-setting.ts';
import { pathOf, type ConfigurationRules } from './configuration-rules.ts';

/** How often a resource is polled. */
export interface PollInterval {
  /** Time between two polls; where the interval moves, the one that it begins with. */
  intervalMs: number;
  /** The bounds between which the interval follows the rate of changes; undefined: it does not move. */
  leastIntervalMs: number | undefined;
  greatestIntervalMs: number | undefined;
}

const rareKey = 'event.webhook.poll_interval';
const rareMinutes = 720;
const intervalKey = 'event.poller.refresh_interval';
const leastKey = `${intervalKey}.min`;
const greatestKey = `${intervalKey}.max`;

/** Enough for "never", and within the range of dates. */
const mostMinutes = 999_999_999;
const msPerMinute = 60_000;

/** The interval of an instance, which it then keeps: its own, else the connector's, and its bounds where it has any. */
export function readPollInterval(
  findings: Findings,
  values: Record<string, string>,
  { defaults, minRefreshMinutes }: Pick<ConfigurationRules, 'defaults' | 'minRefreshMinutes'>,
): PollInterval {
  const range = { least: minRefreshMinutes, most: mostMinutes, whole: false, unit: 'minutes' };
  const read = (key: string) => readNumber(findings, pathOf(key), values[key], range);
  // Not used now, and not to be found wrong when event.vendor.type alone is changed.
  read(rareKey);
  const [least, greatest] = [read(leastKey), read(greatestKey)];
  const byDefault = within(Math.max(defaults.refreshIntervalMinutes, minRefreshMinutes), least, greatest);
  if (isUnset(values[intervalKey])) values[intervalKey] = String(byDefault);
  const minutes = read(intervalKey) ?? byDefault;
  checkBounds(findings, { minutes, least, greatest });
  const moves = least !== undefined || greatest !== undefined;
  return {
    intervalMs: toMs(minutes),
    leastIntervalMs: moves ? toMs(least ?? minutes) : undefined,
    greatestIntervalMs: moves ? toMs(greatest ?? minutes) : undefined,
  };
}

/** The interval of an instance whose changes come by webhooks: its polls only confirm that none is missing. It does not move. */
export function readRarePollInterval(
  findings: Findings,
  values: Record<string, string>,
  { minRefreshMinutes }: Pick<ConfigurationRules, 'minRefreshMinutes'>,
): PollInterval {
  const byDefault = Math.max(rareMinutes, minRefreshMinutes);
  if (isUnset(values[rareKey])) values[rareKey] = String(byDefault);
  const range = { least: minRefreshMinutes, most: mostMinutes, whole: false, unit: 'minutes' };
  const minutes = readNumber(findings, pathOf(rareKey), values[rareKey], range) ?? byDefault;
  return { intervalMs: toMs(minutes), leastIntervalMs: undefined, greatestIntervalMs: undefined };
}

interface Bounds {
  minutes: number;
  least: number | undefined;
  greatest: number | undefined;
}

function checkBounds(findings: Findings, { minutes, least, greatest }: Bounds): void {
  if (least !== undefined && greatest !== undefined && least > greatest) {
    refuse(findings, pathOf(leastKey), `found ${least}; allowed: at most ${greatest}, which ${greatestKey} says`);
  } else if (least !== undefined && minutes < least) {
    refuse(findings, pathOf(leastKey), `found ${least}; allowed: at most ${minutes}, which ${intervalKey} says`);
  } else if (greatest !== undefined && minutes > greatest) {
    refuse(findings, pathOf(greatestKey), `found ${greatest}; allowed: at least ${minutes}, which ${intervalKey} says`);
  }
}

const within = (minutes: number, least = 0, greatest = mostMinutes) => Math.max(least, Math.min(minutes, greatest));

const toMs = (minutes: number) => Math.round(minutes * msPerMinute);
