import type { EgressRequest } from './egress-messages.ts';

const followed = {
  follow: new Set([301, 302, 303, 307, 308]),
  sameMethod: new Set([307, 308]),
};

/** Headers that another origin may see. All others may hold a key: vendors name their key headers as they like. */
const harmless = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

/** The request that an answer redirects to; undefined when it does not redirect anywhere. */
export function redirected(
  request: EgressRequest,
  status: number,
  location: string | undefined,
): EgressRequest | undefined {
  if (!followed[request.redirects ?? 'follow'].has(status) || location === undefined) return undefined;
  const url = URL.parse(location, request.url);
  if (!url) return undefined;
  const { body, headers = {}, ...rest } = request;
  const sameOrigin = url.origin === URL.parse(request.url)?.origin;
  const kept = new Set(request.keepHeaders?.map((name) => name.toLowerCase()));
  const dropBody = becomesGet(request.method, status);
  return {
    ...rest,
    url: url.href,
    method: dropBody ? 'GET' : request.method,
    headers: keepHeaders(
      headers,
      (name) => (sameOrigin || harmless.has(name) || kept.has(name)) && !(dropBody && name.startsWith('content-')),
    ),
    ...(body === undefined || dropBody ? {} : { body }),
  };
}

/** 303 always asks for a GET; after 301 and 302 every client has made a POST one. */
const becomesGet = (method: string, status: number) =>
  status === 303 ? method !== 'GET' && method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';

const keepHeaders = (
  headers: Readonly<Record<string, string>>,
  keep: (name: string) => boolean,
): Record<string, string> => Object.fromEntries(Object.entries(headers).filter(([name]) => keep(name.toLowerCase())));
