import type { Connector, ConnectorResource } from '../../model/connector.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import { isPoll, type Fixture } from './fixture.ts';

/** What a reviewer wants to know of a connector without reading all of it. */
export interface ConnectorSummary {
  key: string;
  hub: string;
  authentication: string;
  limits: string;
  /** Absent: it has none. */
  webhooks?: string;
  resources: ResourceSummary[];
}

export interface ResourceSummary {
  name: string;
  path: string;
  paging: string;
  /** Names that the provider filters by, each with its operators. */
  filters: string[];
  /** Those of them that are filtered again here, as the provider filters too coarsely. */
  refined: string[];
  /** Whether a condition that nothing translates is filtered here or refused. */
  otherwise: string;
  /** How a single record is read; `none`: it cannot be. */
  single: 'by a request' | 'by a filter' | 'none';
  order: string;
  settleSeconds: number;
  /** What it declares of the traps of APIs. */
  traps: string[];
  polled: boolean;
  /** Numbers of fixtures. */
  polls: number;
  queries: number;
}

export function connectorSummary(connector: Connector, fixtures: readonly Fixture[]): ConnectorSummary {
  const { key, hub, events } = connector;
  const urls = Object.values(events.polling.configuration).map(({ url }) => String(url).split('?')[0] ?? '');
  return {
    key,
    hub,
    authentication: authenticationOf(connector),
    limits: limitsOf(connector),
    ...(connector.webhooks && { webhooks: webhooksOf(connector.webhooks) }),
    resources: Object.entries(connector.resources).map(([name, resource]) => ({
      ...resourceSummary(connector, name, resource),
      polled: urls.some((url) => url.endsWith(resource.path)),
      ...countFixtures(name, fixtures),
    })),
  };
}

function countFixtures(name: string, fixtures: readonly Fixture[]): { polls: number; queries: number } {
  const own = fixtures.filter(({ resource }) => resource === name);
  const polls = own.filter(({ content }) => isPoll(content)).length;
  return { polls, queries: own.length - polls };
}

function webhooksOf({ verify, rules, registrations, address }: Webhooks): string {
  const ways = verify.kind === 'anyOf' ? verify.of : [verify];
  const names = Object.keys(registrations);
  return [
    `verified by ${ways.map(({ kind }) => kind).join(' or ')}`,
    `${rules.length} rule${rules.length === 1 ? '' : 's'}`,
    ...(address === 'app' ? ['one address for all accounts'] : []),
    names.length > 0 ? `asked for by ${names.join(', ')}` : 'entered at the vendor by hand',
  ].join('; ');
}

function authenticationOf({ authentication, lifecycle }: Connector): string {
  const { connect, validate, remove } = lifecycle;
  const steps = [
    ...(connect.length > 0 ? [`${connect.length} to connect`] : []),
    ...(validate ? ['1 to validate'] : []),
    ...(remove.length > 0 ? [`${remove.length} to remove`] : []),
  ];
  const grant =
    authentication.type === 'oauth2' ? ` (${authentication.grant}, refresh token ${authentication.refreshToken})` : '';
  return `${authentication.type}${grant}${steps.length > 0 ? `, requests: ${steps.join(', ')}` : ''}`;
}

function limitsOf({ rateLimit, accountKeys }: Connector): string {
  const { limits, concurrency, remaining } = rateLimit;
  const said = [
    ...limits.map(({ requests, seconds }) => `${requests} in ${seconds} s`),
    ...(concurrency === undefined ? [] : [`${concurrency} at a time`]),
    ...(remaining.length > 0 ? ['answers tell what is left'] : []),
  ];
  const shared = accountKeys.length > 0 ? `; shared by ${accountKeys.join(', ')}` : '';
  return (said.length > 0 ? said.join(', ') : 'none declared') + shared;
}

function resourceSummary(connector: Connector, name: string, resource: ConnectorResource) {
  const { path, paging, where, polling } = resource;
  const fields = Object.entries(where.fields);
  return {
    name,
    path,
    paging: paging.kind,
    filters: fields.map(([field, { operators }]) => `${field} ${Object.keys(operators).join(' ')}`),
    refined: fields.filter(([, { refine }]) => refine).map(([field]) => field),
    otherwise: where.otherwise,
    single: readsSingle(resource),
    order: polling.order,
    settleSeconds: polling.settleSeconds,
    traps: trapsOf(connector, resource),
  };
}

type TrapSign = [words: string, declared: (resource: ConnectorResource, connector: Connector) => boolean];

/** Trap → where a connector says that it is there. The pages on traps and on lists tell what is done about each. */
const trapSigns: readonly TrapSign[] = [
  ['the filter is coarser than the dates', ({ where }) => Object.values(where.fields).some(({ refine }) => refine)],
  [
    'bounds are widened',
    ({ where, polling }) =>
      polling.filter.boundary === 'exclusive' ||
      Object.values(where.fields).some(({ value }) => (value?.marginSeconds ?? 0) > 0),
  ],
  ['dates are compared in coarse units', ({ polling }) => polling.filter.granularity !== undefined],
  ['rows cannot be sorted by the date of change', ({ polling }) => polling.order === 'none'],
  ['newest rows come first', ({ polling }) => polling.order === 'updatedDescending'],
  ['rows move between pages', ({ paging }) => paging.kind === 'offset' || paging.kind === 'page'],
  [
    'one query gives only so many rows',
    ({ paging, polling }) => 'maxRows' in paging || polling.resultCap !== undefined,
  ],
  ['windows have a greatest length', ({ polling }) => polling.longestWindowSeconds !== undefined],
  ['cursors expire', ({ paging }) => 'expired' in paging && paging.expired.length > 0],
  ['the page after the last is an error', ({ paging }) => 'endStatuses' in paging && paging.endStatuses.length > 0],
  ['pages may be shorter than asked for', ({ paging }) => 'end' in paging && paging.end === 'emptyPage'],
  ['errors come with status 200', (resource, { successWhen }) => (resource.successWhen ?? successWhen) !== undefined],
  ['records become visible late', ({ polling }) => polling.settleSeconds > 120],
  ['dates move without a change', ({ polling }) => polling.contentOnly || polling.ignoredFields.length > 0],
  ['deletions are told in the list', ({ deletedWhen }) => deletedWhen !== undefined],
  ['deletions are found by comparing all records', ({ polling }) => polling.reconciliation.everyHours !== undefined],
  [
    'the list is read for each parent',
    ({ parameters }) => Object.values(parameters).some(({ from }) => from !== undefined),
  ],
];

function readsSingle({ one, idField, where: { fields } }: ConnectorResource): ResourceSummary['single'] {
  if (one) return 'by a request';
  return (fields[idField] ?? fields['*'])?.operators['='] === undefined ? 'none' : 'by a filter';
}

const trapsOf = (connector: Connector, resource: ConnectorResource): string[] =>
  trapSigns.filter(([, declared]) => declared(resource, connector)).map(([words]) => words);
