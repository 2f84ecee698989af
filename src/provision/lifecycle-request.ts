import { encodedBody } from '../credentials/encoded-body.ts';
import { withQuery, type ProviderCall } from '../hub/call-provider.ts';
import { fillBody, fillParameters, fillTemplate, isSet } from '../hub/fill-template.ts';
import { baseUrl, fillPath } from '../hub/plan-query.ts';
import type { Connector } from '../model/connector.ts';
import type { LifecycleStep } from '../model/connector-lifecycle.ts';
import { Fault } from '../model/fault.ts';
import { capturedByLifecycle } from '../model/captured-keys.ts';

type Values = Readonly<Record<string, string>>;

/** The request of a lifecycle step. Throws `configuration.invalid` for an entry that is needed and not set. */
export function lifecycleRequest(
  connector: Connector,
  { method, path, query, headers, format, body }: LifecycleStep['request'],
  values: Values,
): ProviderCall {
  const filledQuery = fillParameters(Object.entries(query), values, 'query');
  const content = body === undefined ? undefined : encodedBody(format, fillBody(body, values));
  return {
    method,
    url: withQuery(urlOf(connector, path, values), filledQuery),
    headers: {
      accept: 'application/json',
      ...content?.headers,
      ...filledHeaders({ ...knownHeaders(connector, values), ...headers }, values),
    },
    ...(content && { body: content.body }),
    expectedStatuses: [],
  };
}

/** In the path of a URL values are encoded; before it they are as they are: `https://{domain}/me`. */
function urlOf(connector: Connector, path: string, values: Values): string {
  const [, origin, rest = ''] = /^(https?:\/\/[^/?#]*|\{base\.url\})(.*)$/s.exec(path) ?? [];
  const url =
    origin === undefined
      ? `${baseUrl(connector, values)}${fillPath(path, values)}`
      : `${fillTemplate(origin, { ...values, 'base.url': baseUrl(connector, values) }, 'the URL')}${fillPath(rest, values)}`;
  const [, missing] = /\{([^{}]+)\}/.exec(url) ?? [];
  if (missing === undefined) return url;
  throw new Fault('configuration.invalid', `${path} needs the configuration entry ${missing}, which is not set`);
}

/** The headers of the connector but those that wait for what its lifecycle has not found out yet. */
function knownHeaders(connector: Connector, values: Values): Record<string, string> {
  const unknown = capturedByLifecycle(connector).filter((key) => !isSet(values[key]));
  const waits = (template: string) => unknown.some((key) => template.includes(`{${key}}`));
  return Object.fromEntries(Object.entries(connector.headers).filter(([, template]) => !waits(template)));
}

const filledHeaders = (templates: Record<string, string>, values: Values): Record<string, string> =>
  Object.fromEntries(
    fillParameters(Object.entries(templates), values, 'header').map(([name, text]) => [name.toLowerCase(), text]),
  );
