import type { EgressResponse } from '../egress/egress.ts';
import type { ProviderCall } from './call-provider.ts';
import type { PagePosition } from './page-position.ts';
import type { PageValidator, QueryPlan } from './query-plan.ts';

/** A first page that was read before is only asked for if it has changed. */
export function conditionalCall(plan: QueryPlan, call: ProviderCall, position: PagePosition | undefined): ProviderCall {
  const { conditional } = plan;
  if (!conditional || position !== undefined || call.method !== 'GET' || conditional.url !== call.url) return call;
  const { etag, lastModified } = conditional;
  const headers = {
    ...call.headers,
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
  return { ...call, headers, expectedStatuses: [...call.expectedStatuses, 304] };
}

/** By what the provider can tell next time that a first page has not changed; undefined when it cannot. */
export function validatorOf(
  { resource }: QueryPlan,
  { call, response }: { call: ProviderCall; response: EgressResponse },
  position: PagePosition | undefined,
): PageValidator | undefined {
  if (position !== undefined || call.method !== 'GET' || response.status !== 200) return undefined;
  const { headers } = response;
  switch (resource.polling.conditional) {
    case 'none':
      return undefined;
    case 'etag':
      return headers['etag'] ? { url: call.url, etag: headers['etag'] } : undefined;
    case 'lastModified': {
      const lastModified = headers['last-modified'];
      return lastModified && isSettled(lastModified, headers['date']) ? { url: call.url, lastModified } : undefined;
    }
  }
}

/**
 * Last-Modified has whole seconds: a second change within the same second leaves it as it is. Only when the answer was
 * made two seconds later can there be none that was not in it.
 */
function isSettled(lastModified: string, date: string | undefined): boolean {
  const settledMs = 2000;
  return date !== undefined && Date.parse(date) - Date.parse(lastModified) >= settledMs;
}
