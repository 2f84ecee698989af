import type { BudgetLimit } from '../../lib/budget-window.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';

const secondsOf: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };
const mostRequests = 1_000_000;

/** `10/second`, `600/minute` or `1000/hour`. */
export function readRateLimit(findings: Findings, path: string, value: string | undefined): BudgetLimit | undefined {
  if (value === undefined || isUnset(value)) return undefined;
  const [, number, unit = ''] = /^(\d+)\s*\/\s*([a-z]+)$/.exec(value.trim().toLowerCase()) ?? [];
  const [requests, seconds] = [Number(number), secondsOf[unit]];
  if (seconds !== undefined && requests >= 1 && requests <= mostRequests) return { requests, seconds };
  return refuse(
    findings,
    path,
    `found ${describeValue(value)}; allowed: a number of requests from 1 to ${mostRequests} and a unit, ` +
      `e.g. 10/second, 600/minute or 1000/hour`,
  );
}
