import type { FastifyRequest } from 'fastify';
import type { ArrivingWebhook } from '../../ingest/door/arrived.ts';
import { publicBase } from '../public-base.ts';
import { bodyOf } from './raw-body.ts';

/** A request of a provider as the door reads it. */
export function toWebhookRequest(
  { publicUrl, now }: { publicUrl: string | undefined; now: number },
  request: FastifyRequest,
): ArrivingWebhook {
  const path = request.raw.url ?? '';
  const [, query = ''] = path.split(/\?(.*)/s, 2);
  return {
    method: request.method,
    url: `${publicBase({ publicUrl }, request) ?? ''}${path}`,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')])),
    readBody: () => bodyOf(request),
    receivedAt: now,
  };
}
