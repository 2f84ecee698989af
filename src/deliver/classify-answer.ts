import { retryAfterMs } from '../lib/retry-after.ts';
import type { EgressResponse } from '../egress/egress.ts';
import type { AttemptOutcome } from './decide.ts';

export interface AskedOf {
  /** Where the request went first. */
  url: string;
  /** The beginning of the answer, as text. */
  words: string;
  maxRedirects: number;
}

const redirects: readonly number[] = [301, 302, 303, 307, 308];
const repeatable: readonly number[] = [307, 308];

/** What the answer of a callback URL means: any 2xx acknowledges, 410 ends it, everything else is a failure. */
export function classifyAnswer(response: EgressResponse, { url, words, maxRedirects }: AskedOf): AttemptOutcome {
  const { status: statusCode, headers, receivedAt } = response;
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered', statusCode };
  if (statusCode === 410) return { kind: 'gone', statusCode };
  const target = redirects.includes(statusCode) ? URL.parse(headers['location'] ?? '', url) : null;
  const said = words.trim();
  return {
    kind: 'failed',
    reason: target ? 'redirect' : 'http',
    statusCode,
    detail: target
      ? redirectDetail(statusCode, target.host, maxRedirects)
      : `HTTP ${statusCode}${said === '' ? '' : `: ${said}`}`,
    retryAfterMs: retryAfterMs(headers['retry-after'], receivedAt),
  };
}

function redirectDetail(statusCode: number, host: string, maxRedirects: number): string {
  const found = `HTTP ${statusCode}, a redirect to ${host}`;
  const address = 'set event.notification.callback.url to the address that it leads to';
  if (!repeatable.includes(statusCode)) {
    return `${found}; only 307 and 308 can be followed, as others turn a POST into a GET: ${address}.`;
  }
  return maxRedirects === 0
    ? `${found}, which is not followed; ${address}, or event.notification.redirects to 1 or more.`
    : `${found}, after the ${maxRedirects} that event.notification.redirects allows; ${address}.`;
}
