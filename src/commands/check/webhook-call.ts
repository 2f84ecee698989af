import type { WebhookRequest } from '../../model/webhook-request.ts';
import type { WebhookFixture } from './webhook-fixture.ts';

/** The request of a fixture as it comes in at an address. A JSON body says that it is one. */
export function webhookCall(
  { request: { method, query, headers, body }, now }: WebhookFixture,
  address: string,
): WebhookRequest {
  const isText = typeof body === 'string';
  const bytes = Buffer.from(body === undefined ? '' : isText ? body : JSON.stringify(body));
  const told = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const type = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  const request = { method, url: address, query: {}, headers: { ...type, ...told }, body: bytes };
  const ofAddress = Object.fromEntries(new URL(address).searchParams);
  return withQuery({ ...request, receivedAt: Date.parse(now) }, { ...ofAddress, ...query });
}

/** The request with these parameters, in its address as well. */
export function withQuery(request: WebhookRequest, parameters: Readonly<Record<string, string>>): WebhookRequest {
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { ...request, url: url.href, query: { ...request.query, ...parameters } };
}

/** The request without one parameter. */
export function withoutQuery(request: WebhookRequest, name: string): WebhookRequest {
  const url = new URL(request.url);
  url.searchParams.delete(name);
  const { [name]: _left, ...query } = request.query;
  return { ...request, url: url.href, query };
}
