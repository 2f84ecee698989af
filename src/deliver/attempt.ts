import type { Clock } from '../lib/clock.ts';
import { retryAfterMs } from '../lib/retry-after.ts';
import type { Egress, EgressResponse } from '../egress/egress.ts';
import { Fault } from '../model/fault.ts';
import type { NotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';
import type { AttemptOutcome } from './decide.ts';
import { elementsSignature, standardSignature } from './sign.ts';

export interface SignedRequest {
  url: string;
  subscriptionId: number;
  notificationId: number;
  /** JSON; its UTF-8 bytes are what is signed and sent. */
  body: string;
  settings: Pick<NotificationSettings, 'signatureKeys' | 'headers' | 'basic'>;
}

export interface Attempt {
  outcome: AttemptOutcome;
  /** Epoch milliseconds. */
  startedAt: number;
  durationMs: number;
}

const timeoutMs = 30_000;
const maxAnswerBytes = 64 * 1024;
const detailLimit = 500;

/** One signed POST of a notification. Never throws: whatever goes wrong is an outcome. Redirects are not followed. */
export async function attempt(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  request: SignedRequest,
): Promise<Attempt> {
  const startedAt = clock.now();
  const body = Buffer.from(request.body);
  const outcome = await egress
    .request({
      method: 'POST',
      url: request.url,
      headers: signedHeaders(request, body, startedAt),
      body,
      timeoutMs,
      maxBodyBytes: maxAnswerBytes,
    })
    .then(classify, failure);
  return { outcome, startedAt, durationMs: clock.now() - startedAt };
}

function signedHeaders({ subscriptionId, notificationId, settings }: SignedRequest, body: Buffer, now: number) {
  const { signatureKeys, headers, basic } = settings;
  const [key] = signatureKeys;
  const id = `${subscriptionId}-${notificationId}`;
  const timestamp = Math.floor(now / 1000);
  return {
    ...headers,
    'content-type': 'application/json',
    ...(basic && { authorization: `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}` }),
    'elements-webhook-id': String(subscriptionId),
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...(key !== undefined && {
      'elements-webhook-signature': elementsSignature(key, body),
      'webhook-signature': standardSignature(signatureKeys, { id, timestamp, body }),
    }),
  };
}

function classify(response: EgressResponse): AttemptOutcome {
  const { status: statusCode } = response;
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered', statusCode };
  if (statusCode === 410) return { kind: 'gone', statusCode };
  const words = response.body.toString('utf8').slice(0, detailLimit).trim();
  return {
    kind: 'failed',
    statusCode,
    detail: words === '' ? `HTTP ${statusCode}` : `HTTP ${statusCode}: ${words}`,
    retryAfterMs: retryAfterMs(response.headers['retry-after'], response.receivedAt),
  };
}

/** An answer that is too large was still an answer, but not one that acknowledges. */
function failure(error: unknown): AttemptOutcome {
  if (!(error instanceof Fault)) throw error;
  return {
    kind: 'failed',
    statusCode: undefined,
    detail: error.message.slice(0, detailLimit),
    retryAfterMs: undefined,
  };
}
