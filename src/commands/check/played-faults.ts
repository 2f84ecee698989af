import { isRecord, parseJson, JsonSyntaxError, type JsonValue } from '../../lib/json.ts';
import type { AnswerCondition } from '../../model/connector-template.ts';
import type { ThrottleSign } from '../../model/connector-rate-limit.ts';
import type { Connector, ConnectorResource } from '../../model/connector.ts';
import type { FaultCode } from '../../model/fault.ts';
import type { PlayedAnswer } from './playback-server.ts';
import { isRenewable } from './played-authorization.ts';
import { setPath } from './set-path.ts';

/** A way in which a provider fails, and what a poll must make of it. */
export interface PlayedFault {
  name: string;
  answer: (whole: PlayedAnswer) => PlayedAnswer;
  /** The faults that a poll may break off with. Empty: it must not break off. */
  codes: readonly FaultCode[];
  /** Whether a poll may end well nevertheless, with all events. */
  mayComplete: boolean;
  /** Only an answer that follows another can have it. */
  laterOnly?: boolean;
  /** The account is held for a while. */
  holds?: boolean;
}

const retryAfterSeconds = 7;

const breaking = (name: string, codes: FaultCode[], answer: PlayedFault['answer']): PlayedFault => ({
  name,
  codes,
  answer,
  mayComplete: false,
});

const json = { 'content-type': 'application/json' };

/** What can be done to the answers of this resource. */
export function playedFaults(connector: Connector, resource: ConnectorResource): PlayedFault[] {
  const signs = listsOf(connector, resource).flatMap(({ successWhen }) => successWhen ?? connector.successWhen ?? []);
  return [
    ...brokenAnswers,
    ...serverErrors(connector),
    ...connector.rateLimit.throttledWhen.map(throttled),
    unauthorized(connector),
    ...(signs.length > 0 ? [errorWithStatus200(signs)] : []),
    ...('expired' in resource.paging ? resource.paging.expired.map(expired) : []),
  ];
}

/** What a poll reads: the resource and, where it has one, the list of what was deleted of it. */
function listsOf({ resources }: Connector, resource: ConnectorResource): ConnectorResource[] {
  const deleted = resource.deletes && resources[resource.deletes.resource];
  return deleted ? [resource, deleted] : [resource];
}

/** Every list is empty, as at providers that answer 200 to credentials that have lost their rights. */
export const emptyLists = (connector: Connector, resource: ConnectorResource): PlayedFault => ({
  name: 'status 200 without records, as if the credentials had lost their rights',
  answer: (whole) => ({ ...whole, body: JSON.stringify(emptied(whole.body, listsOf(connector, resource))) }),
  codes: ['provider.malformed', 'provider.refused'],
  mayComplete: true,
});

const brokenAnswers: readonly PlayedFault[] = [
  breaking('a connection that is cut', ['provider.unreachable'], (whole) => ({
    ...whole,
    body: whole.body === '' ? 'half of it' : whole.body,
    broken: 'cut',
  })),
  breaking('an answer that never comes', ['provider.unreachable'], (whole) => ({ ...whole, broken: 'hang' })),
  breaking('an error page with status 200', ['provider.malformed'], () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Temporarily unavailable</body></html>',
  })),
  breaking('JSON that ends half-way', ['provider.malformed'], ({ headers, body }) => ({
    status: 200,
    headers,
    body: body.slice(0, Math.max(1, Math.floor(body.length / 2))),
  })),
];

/** A status that the connector takes for something else is no server error to it. */
function serverErrors({ rateLimit, unauthorizedStatuses }: Connector): PlayedFault[] {
  const taken = [...rateLimit.throttledWhen.map(({ status }) => status), ...unauthorizedStatuses];
  const status = [500, 502, 504].find((one) => !taken.includes(one));
  if (status === undefined) return [];
  const answer = { status, headers: json, body: '{"error":"internal"}' };
  return [breaking(`status ${status}`, ['provider.refused'], () => answer)];
}

function throttled({ status, header, body }: ThrottleSign): PlayedFault {
  const said = body && (body.equals ?? body.contains ?? '');
  const text = said === undefined ? '{}' : body?.path ? JSON.stringify(setPath({}, body.path, said)) : said;
  const headers = {
    ...json,
    'retry-after': String(retryAfterSeconds),
    ...(header && { [header.name]: header.equals ?? '7' }),
  };
  const signs = [...(header ? [header.name] : []), ...(said === undefined ? [] : [JSON.stringify(said)])];
  return {
    ...breaking(`status ${[status, ...signs].join(' with ')}, which means: wait`, ['provider.throttled'], () => ({
      status,
      headers,
      body: text,
    })),
    holds: true,
  };
}

function unauthorized({ unauthorizedStatuses, authentication }: Connector): PlayedFault {
  const status = unauthorizedStatuses[0] ?? 401;
  const answer = () => ({ status, headers: json, body: '{"error":"unauthorized"}' });
  if (isRenewable(authentication))
    return { name: `status ${status} to a token that has just died`, answer, codes: [], mayComplete: true };
  return breaking(`status ${status}`, ['provider.unauthorized', 'instance.reconnect'], answer);
}

function errorWithStatus200(signs: readonly AnswerCondition[]): PlayedFault {
  const withError = (body: JsonValue | undefined) =>
    signs.reduce<JsonValue | undefined>(
      (whole, { path, equals }) => setPath(whole, path, equals === 'error' ? 'failure' : 'error'),
      body,
    );
  return breaking('status 200 with a body that tells of an error', ['provider.refused'], (whole) => ({
    ...whole,
    status: 200,
    body: JSON.stringify(withError(jsonOf(whole.body))),
  }));
}

/** Where a resource fans out, the last answer may be the first of a feed: there is no cursor then that could have expired. */
function expired({ status, body }: { status: number; body?: AnswerCondition | undefined }): PlayedFault {
  const said = body && body.equals !== null ? setPath({}, body.path, body.equals) : {};
  return {
    ...breaking(`status ${status}: the cursor has expired`, ['provider.cursor_expired', 'provider.refused'], () =>
      expiredAnswer(status, said),
    ),
    mayComplete: true,
    laterOnly: true,
  };
}

const expiredAnswer = (status: number, body: JsonValue): PlayedAnswer => ({
  status,
  headers: json,
  body: JSON.stringify(body),
});

/** How the provider says that the cursor of a change feed has expired; undefined: the resource is none, or it never does. */
export function expiredFeed({ paging }: ConnectorResource): PlayedAnswer | undefined {
  const sign = paging.kind === 'feed' ? paging.expired[0] : undefined;
  return sign && expired(sign).answer({ status: 200, headers: {}, body: '' });
}

/** The answer with the same envelope and no records in it. */
function emptied(body: string, lists: readonly ConnectorResource[]): JsonValue {
  const value = jsonOf(body);
  return value === undefined ? [] : lists.reduce(withoutRecords, value);
}

function withoutRecords(value: JsonValue, { records }: ConnectorResource): JsonValue {
  if ('list' in records) return setPath(value, records.list, []);
  if ('rows' in records) return setPath(value, records.rows, []);
  return setPath(value, 'keyed' in records ? records.keyed : '', {});
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    const value = parseJson(text);
    return isRecord(value) || Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
