import type { Clock } from '../lib/clock.ts';
import type { Egress, EgressResponse } from '../egress/egress.ts';
import { Fault } from '../model/fault.ts';
import type { NotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';
import { classifyAnswer } from './classify-answer.ts';
import type { AttemptOutcome } from './decide.ts';
import { endpointBudget } from './endpoint-budget.ts';
import { failureReason } from './failure-reason.ts';
import { keepResponseBody, keepResponseHeaders, keptBodyBytes, maskRequestHeaders } from './kept-exchange.ts';
import type { RenderedBody } from './render-body.ts';
import { headersKeptOnRedirect, signedHeaders } from './signed-headers.ts';

export interface SignedRequest extends RenderedBody {
  organizationId: number;
  url: string;
  subscriptionId: number;
  notificationId: number;
  /** Set: a repetition, made by this replay. */
  replayId?: number | undefined;
  settings: Omit<NotificationSettings, 'enabled' | 'callbackUrl'>;
}

export type Attempt = MadeAttempt | NotSent;

export interface MadeAttempt {
  kind: 'made';
  outcome: AttemptOutcome;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Without the wait for the endpoint's own limit. */
  durationMs: number;
  /** Without user info. */
  url: string;
  /** Secret values masked. */
  requestHeaders: Record<string, string>;
  /** Hosts that redirects led to, in their order. */
  redirectedTo: string[];
  /** Of the last answer, which may be a redirect that led to nothing; undefined: there was none. */
  responseHeaders: Record<string, string> | undefined;
  /** The first 16 KB. */
  responseBody: string | undefined;
}

/** The endpoint's own limit says wait: that is no attempt. */
export interface NotSent {
  kind: 'notSent';
  /** Epoch milliseconds. */
  retryAt: number;
}

const detailLimit = 500;
/** Until the database, which the rate limit is shared through, is asked again. */
const askAgainMs = 1_000;

/**
 * One signed POST of a notification. Whatever goes wrong on the way is an outcome; only faults of ours are thrown. A 2xx
 * acknowledges once its answer is complete, or its first 16 KB are there.
 */
export async function attempt(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  request: SignedRequest,
): Promise<Attempt> {
  const { settings } = request;
  const begun = clock.now();
  const body = Buffer.from(request.body);
  const headers = signedHeaders({ ...request, replayId: request.replayId, body, now: begun });
  const redirects: Redirect[] = [];
  const exchanged = await egress
    .request({
      method: 'POST',
      url: request.url,
      headers,
      body,
      timeoutMs: settings.timeoutMs,
      maxBodyBytes: keptBodyBytes,
      truncateBody: true,
      maxRedirects: settings.maxRedirects,
      redirects: 'sameMethod',
      keepHeaders: headersKeptOnRedirect,
      onRedirect: (answer, url) => redirects.push({ answer, host: URL.parse(url)?.host ?? '' }),
      budget: endpointBudget(request, settings),
    })
    .then(
      (response) => answered(request, response, redirects),
      (error: unknown) => unanswered(request, error, { redirects, now: clock.now() }),
    );
  if (exchanged.kind === 'notSent') return exchanged;
  const { durationMs = Math.min(clock.now() - begun, settings.timeoutMs), ...known } = exchanged;
  return {
    ...known,
    startedAt: clock.now() - durationMs,
    durationMs,
    url: withoutUserInfo(request.url),
    requestHeaders: maskRequestHeaders(headers, settings),
  };
}

/** A redirect that was followed. */
interface Redirect {
  answer: EgressResponse;
  /** That it led to. */
  host: string;
}

interface Exchanged extends Pick<
  MadeAttempt,
  'kind' | 'outcome' | 'redirectedTo' | 'responseHeaders' | 'responseBody'
> {
  /** Undefined: not known of the whole exchange. */
  durationMs: number | undefined;
}

function answered({ url, settings }: SignedRequest, response: EgressResponse, redirects: Redirect[]): Exchanged {
  const responseBody = keepResponseBody(response, settings);
  const redirectedTo = redirects.map(({ host }) => host);
  const outcome = classifyAnswer(response, { url, words: responseBody, maxRedirects: settings.maxRedirects });
  return {
    kind: 'made',
    outcome: shorten(tellRedirects(outcome, redirectedTo)),
    redirectedTo,
    responseHeaders: keepResponseHeaders(response, settings),
    responseBody,
    // After a redirect the response tells only of the last exchange.
    durationMs: settings.maxRedirects === 0 ? response.durationMs : undefined,
  };
}

interface Ended {
  redirects: Redirect[];
  now: number;
}

function unanswered({ settings }: SignedRequest, error: unknown, { redirects, now }: Ended): Exchanged | NotSent {
  if (!(error instanceof Fault)) throw error;
  if (error.code === 'provider.throttled' || error.code === 'quota.unavailable') {
    return { kind: 'notSent', retryAt: error.retryAt ?? now + askAgainMs };
  }
  const last = redirects.at(-1)?.answer;
  const redirectedTo = redirects.map(({ host }) => host);
  const outcome: AttemptOutcome = {
    kind: 'failed',
    reason: failureReason(error),
    statusCode: last?.status,
    detail: error.message,
    retryAfterMs: undefined,
  };
  return {
    kind: 'made',
    // One that was refused says itself what redirected to it.
    outcome: shorten(error.code === 'address.refused' ? outcome : tellRedirects(outcome, redirectedTo)),
    redirectedTo,
    responseHeaders: last && keepResponseHeaders(last, settings),
    responseBody: last && keepResponseBody(last, settings),
    durationMs: undefined,
  };
}

/** Who reads of a failure is told which host it was, where it is not that of the callback URL. */
const tellRedirects = (outcome: AttemptOutcome, hosts: string[]): AttemptOutcome =>
  outcome.kind === 'failed' && hosts.length > 0
    ? { ...outcome, detail: `Redirected to ${hosts.join(', then ')}: ${outcome.detail}` }
    : outcome;

const shorten = (outcome: AttemptOutcome): AttemptOutcome =>
  outcome.kind === 'failed' ? { ...outcome, detail: outcome.detail.slice(0, detailLimit) } : outcome;

export function withoutUserInfo(text: string): string {
  const url = URL.parse(text);
  if (!url || (url.username === '' && url.password === '')) return text;
  url.username = '';
  url.password = '';
  return url.href;
}
