import { printCount, printDuration, printNumber } from '../../parts/format.ts';
import type { Worker } from './operations-queries.ts';

/** 12 → 12 ms, 1234 → 1.2 s, 61000 → 1 min 1 s. */
export function printMilliseconds(ms: number): string {
  if (ms < 1_000) return `${printNumber(Math.round(ms))} ms`;
  if (ms < 60_000) return `${printNumber(Math.round(ms / 100) / 10)} s`;
  return printDuration(ms / 1000);
}

/** A share as whole percents; one that is not nothing is never told as 0 %, and one that is not all never as 100 %. */
export function printShare(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  if (part >= whole) return '100 %';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}

const kinds = [
  ['polls', 'poll', 'polls'],
  ['reconciliations', 'reconciliation', 'reconciliations'],
  ['deliveries', 'subscription sent to', 'subscriptions sent to'],
  ['webhooks', "instance's webhooks", "instances' webhooks"],
] as const;

/** "3 polls, 1 subscription sent to"; "nothing at this moment". */
export function printUnderWay(underWay: Worker['underWay']): string {
  const parts = kinds.flatMap(([kind, one, many]) => {
    const count = underWay[kind] ?? 0;
    return count > 0 ? [printCount(count, one, many)] : [];
  });
  return parts.length === 0 ? 'nothing at this moment' : parts.join(', ');
}

/** A limit: "100 requests in 10 s". */
export const printLimit = ({ requests, seconds }: { requests: number; seconds: number }): string =>
  `${printCount(requests, 'request')} in ${seconds < 1 ? `${printNumber(seconds * 1000)} ms` : printDuration(seconds)}`;
