import { describeValue } from './findings/describe-value.ts';
import { refuse, type Findings } from './findings/findings.ts';
import { isUnset, readChoice } from './findings/read-setting.ts';

/** What happens when an endpoint fails: `retry` tries again by a schedule, `queue` waits until its owner says so. */
export const failurePolicies = ['retry', 'queue'] as const;
export type FailurePolicy = (typeof failurePolicies)[number];

/** Seconds before each attempt after the first. */
export type RetrySchedule = readonly number[];

/** The schedules that have a name: about 10.4 hours in all, and about 97. */
export const retrySchedules: Readonly<Record<'standard' | 'extended', RetrySchedule>> = {
  standard: [8, 64, 512, 4096, 32_768],
  extended: [4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144],
};

const mostRetries = 20;
const longestDelaySeconds = 7 * 24 * 3600;

export const readFailurePolicy = (findings: Findings, path: string, value: unknown): FailurePolicy | undefined =>
  readChoice(findings, path, value, failurePolicies);

/** `standard`, `extended`, or seconds with commas between them: `10,60,300`. */
export function readRetrySchedule(
  findings: Findings,
  path: string,
  value: string | undefined,
): RetrySchedule | undefined {
  if (value === undefined || isUnset(value)) return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'standard' || text === 'extended') return retrySchedules[text];
  const items = text.split(',').map((item) => item.trim());
  const seconds = items.map((item) => (/^\d+$/.test(item) ? Number(item) : Number.NaN));
  const wrong = seconds.findIndex((delay) => !(delay >= 1 && delay <= longestDelaySeconds));
  if (wrong === -1 && seconds.length <= mostRetries) return seconds;
  const place = wrong === -1 || items.length === 1 ? '' : `, item ${wrong + 1}: ${describeValue(items[wrong])}`;
  return refuse(
    findings,
    path,
    `found ${describeValue(value)}${place}; allowed: standard, extended, or 1 to ${mostRetries} whole numbers of seconds ` +
      `from 1 to ${longestDelaySeconds} with commas between them, e.g. 10,60,300`,
  );
}
