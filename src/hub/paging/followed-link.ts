import type { Authentication } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { QueryPlan } from '../query-plan.ts';

/**
 * A link of an answer as an absolute URL that may be requested. Throws `provider.malformed` for one on another host (or
 * scheme, or port), which would be sent our credentials. Those that the vendor repeats in the link are taken out.
 */
export function followedLink(
  { connector: { authentication } }: Pick<QueryPlan, 'connector'>,
  link: string,
  from: { url: string; place: string },
): string {
  const url = URL.parse(link, from.url);
  if (!url) throw new Fault('provider.malformed', `${from.place}: the link to the next page is not a URL`);
  const { origin } = new URL(from.url);
  if (url.origin !== origin) {
    throw new Fault(
      'provider.malformed',
      `${from.place}: the next page is said to be at ${url.origin === 'null' ? url.protocol : url.origin}, allowed: ${origin}, which the credentials are for`,
    );
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  const parameter = secretParameter(authentication);
  return parameter === undefined ? url.href : withoutParameter(url, parameter);
}

/** The query parameter that carries a key or a token. */
function secretParameter(authentication: Authentication): string | undefined {
  const place = authentication.type === 'apiKey' ? authentication : placementOf(authentication);
  return place?.in === 'query' ? place.name : undefined;
}

const placementOf = (authentication: Authentication) =>
  'placement' in authentication ? authentication.placement : undefined;

/** The other parameters stay as they were written. */
function withoutParameter(url: URL, name: string): string {
  if (!url.searchParams.has(name)) return url.href;
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((parameter) => !new URLSearchParams(parameter).has(name));
  url.search = kept.join('&');
  return url.href;
}

/** The URL with rel=next of a `Link` header. */
export function nextOfLinkHeader(header: string | undefined): string | undefined {
  for (const [, link, parameters] of (header ?? '').matchAll(/<([^<>]*)>((?:[^,"]|"[^"]*")*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters ?? '');
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next') && link !== '') return link;
  }
  return undefined;
}
