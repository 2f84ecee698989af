import { JsonSyntaxError, parseJson, type JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { shownUrl } from '../check/compare-request.ts';
import type { RecordedExchange } from './recording-egress.ts';

/** Headers of answers that a reading depends on; others tell of the account and its provider. */
const keptHeaders = ['link', 'etag', 'last-modified', 'retry-after'];

/** An exchange in the form of fixtures: without headers that carry credentials, and without credentials in its URL. */
export function writeExchange(connector: Connector, { request, response }: RecordedExchange, baseUrl: string) {
  const { method, body } = request;
  const headers = Object.entries(response.headers).filter(([name]) =>
    [...keptHeaders, ...declaredHeaders(connector)].includes(name),
  );
  return {
    request: {
      ...(method !== 'GET' && { method }),
      url: shownUrl(withoutCredentials(connector, request.url), baseUrl),
      ...(body !== undefined && { body: valueOf(body.toString()) }),
    },
    answer: {
      ...(response.status !== 200 && { status: response.status }),
      ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
      ...(response.body.length > 0 && { body: valueOf(response.body.toString('utf8')) }),
    },
  };
}

const declaredHeaders = ({ resources }: Connector): string[] =>
  Object.values(resources).flatMap(({ paging }) =>
    paging.kind === 'cursor' && paging.cursorHeader !== undefined ? [paging.cursorHeader.toLowerCase()] : [],
  );

/** The URL as it was written, without the query parameter that carries the credentials. */
export function withoutCredentials({ authentication }: Connector, url: string): string {
  const placement =
    authentication.type === 'apiKey'
      ? authentication
      : 'placement' in authentication
        ? authentication.placement
        : undefined;
  if (placement?.in !== 'query') return url;
  const [path = '', query = ''] = url.split('?', 2);
  const rest = query.split('&').filter((part) => decodeURIComponent(part.split('=', 1)[0] ?? '') !== placement.name);
  return rest.length === 0 ? path : `${path}?${rest.join('&')}`;
}

function valueOf(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return text;
    throw error;
  }
}
