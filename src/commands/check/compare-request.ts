import { canonicalJson } from '../../lib/canonical-json.ts';
import { jsonOrNothing, type JsonValue } from '../../lib/json.ts';
import type { Exchange } from './fixture.ts';
import type { PlayedRequest } from './playback-server.ts';

/** What differs between the request of an exchange and the one that was made, a line each; empty: nothing. */
export function compareRequest(told: Exchange['request'], made: PlayedRequest, baseUrl: string): string[] {
  const madeUrl = shownUrl(made.url, told.url.startsWith('http') ? undefined : baseUrl);
  return [
    ...(told.method === made.method ? [] : [`method: ${told.method} told, ${made.method} made`]),
    ...(sameUrl(told.url, madeUrl) ? [] : differencesOfUrls(told.url, madeUrl)),
    ...Object.entries(told.headers).flatMap(([name, value]) => {
      const found = made.headers[name.toLowerCase()];
      return found === value ? [] : [`header ${name}: ${quote(value)} told, ${quote(found)} made`];
    }),
    ...compareBodies(told.body, made.body),
  ];
}

/** `GET /v1/contacts?since=…` as fixtures write it: decoded, without the origin of the base URL. */
export const shownRequest = ({ method, url }: Pick<PlayedRequest, 'method' | 'url'>, baseUrl: string): string =>
  `${method} ${shownUrl(url, baseUrl)}`;

export function shownUrl(url: string, baseUrl: string | undefined): string {
  const origin = baseUrl === undefined ? undefined : URL.parse(baseUrl)?.origin;
  const shown = decoded(url);
  return origin !== undefined && shown.startsWith(`${origin}/`) ? shown.slice(origin.length) : shown;
}

const sameUrl = (told: string, made: string): boolean => told === made || decoded(told) === made;

/** A percent sign that begins no character stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function differencesOfUrls(told: string, made: string): string[] {
  const [toldPath, toldQuery] = parts(decoded(told));
  const [madePath, madeQuery] = parts(made);
  if (toldPath !== madePath) return [`path: ${toldPath} told, ${madePath} made`];
  const [toldParameters, madeParameters] = [parametersOf(toldQuery), parametersOf(madeQuery)];
  const names = new Set([...toldParameters.keys(), ...madeParameters.keys()]);
  const differing = [...names].flatMap((name) => {
    const [one, other] = [toldParameters.get(name), madeParameters.get(name)];
    return one === other ? [] : [`parameter ${name}: ${quote(one)} told, ${quote(other)} made`];
  });
  return differing.length > 0 ? differing : [`the order of the parameters: ${toldQuery} told, ${madeQuery} made`];
}

function parts(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

/** A name that comes twice has its values joined. */
function parametersOf(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of query.split('&').filter((one) => one !== '')) {
    const mark = part.indexOf('=');
    const [name, value] = mark < 0 ? [part, ''] : [part.slice(0, mark), part.slice(mark + 1)];
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before}&${value}`);
  }
  return parameters;
}

function compareBodies(told: JsonValue | undefined, made: string): string[] {
  if (told === undefined) return made === '' ? [] : [`body: none told, ${made.slice(0, 300)} made`];
  if (typeof told === 'string') return told === made ? [] : [`body: ${quote(told)} told, ${quote(made)} made`];
  const value = jsonOrNothing(made);
  if (value !== undefined && canonicalJson(value) === canonicalJson(told)) return [];
  return [`body: ${JSON.stringify(told)} told, ${made === '' ? 'none' : made} made`];
}

const quote = (value: string | undefined): string => (value === undefined ? 'none' : JSON.stringify(value));
