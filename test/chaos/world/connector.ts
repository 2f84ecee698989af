import { connectorSchema, type Connector } from '../../../src/model/connector.ts';
import type { PollDefinition } from '../../../src/model/poll-definition.ts';
import { repeatsHours } from './zone.ts';
import type { Profile } from './profile.ts';

const granularities = { 1: 'microsecond', 1000: 'millisecond', 1e6: 'second', 6e7: 'minute', 8.64e10: 'day' } as const;

/** What may be falsely declared, for tests of what the truth is good for. */
export interface Declaration {
  resource: Record<string, unknown>;
  polling: Record<string, unknown>;
  paging: Record<string, unknown>;
}

/** The truth about a provider, as the connector format tells it. */
export function truthAbout(profile: Profile): Declaration {
  const { filter, zone, shown } = profile;
  const value = { pattern: filter.form.pattern, timezone: zone.name };
  const field = { operators: { '>=': 'since', '<=': 'until' }, value };
  const created = { operators: { '>=': 'created_since' }, value };
  return {
    resource: {
      ...(profile.paging === 'feed' && { deletedWhen: { field: 'deleted' } }),
      where: {
        fields: filter.kind === 'absent' ? {} : { updated_at: field, created_at: created },
        or: '{parameter}_or',
      },
    },
    polling: {
      order: profile.order === 'id' || profile.order === 'shuffled' ? 'none' : profile.order,
      pageSize: profile.pageSize,
      // Where the clocks show an hour twice, a record may look an hour older than it is.
      settleSeconds: profile.settleSeconds + (shown.local && repeatsHours(zone) ? 3_600 : 0),
      ...(profile.resultCap !== undefined && { resultCap: profile.resultCap, upperBound: { field: 'updated_at' } }),
      ...(profile.noise && { ignoredFields: ['looked_at'] }),
      filter: {
        boundary: filter.kind === 'exclusive' ? 'exclusive' : 'inclusive',
        granularity: granularities[comparedBy(profile) as keyof typeof granularities],
        timezone: zone.name,
      },
    },
    paging: pagingOf(profile),
  };
}

/** A provider that knows only the day of a change cannot compare it with an hour. */
const comparedBy = ({ filter, stored, shown }: Profile): number =>
  stored === 'shown' ? Math.max(filter.step, shown.step) : filter.step;

function pagingOf({ paging, pageSize }: Profile): Record<string, unknown> {
  const maxPageSize = pageSize + 1;
  if (paging === 'none') return { kind: 'none' };
  if (paging === 'offset') return { kind: 'offset', offset: 'offset', limit: 'limit', maxPageSize };
  const linked = { pageSize: 'limit', maxPageSize, expired: [{ status: 410 }] };
  const feed = { cursor: 'next', parameter: 'cursor', more: { path: 'more', equals: true }, repeatQuery: false };
  if (paging === 'feed') return { kind: 'feed', ...feed, pageSize: 'limit', maxPageSize, expired: [{ status: 410 }] };
  if (paging === 'idKeyset') return { kind: 'idKeyset', parameter: 'after', ...linked };
  if (paging === 'cursor') return { kind: 'cursor', cursor: 'next', parameter: 'cursor', ...linked };
  if (paging === 'nextLink') return { kind: 'nextLink', link: 'next', ...linked };
  const numbered = { page: 'page', pageSize: 'limit', maxPageSize };
  if (paging === 'page') return { kind: 'page', ...numbered };
  return { kind: 'keyset', field: 'updated_at', parameter: 'since', ...numbered };
}

export const connectorOf = ({ resource, polling, paging }: Declaration): Connector =>
  connectorSchema.parse({
    id: 1,
    key: 'sample',
    name: 'Sample',
    hub: 'general',
    description: 'A pretend provider',
    baseUrl: 'https://provider.example',
    authentication: { type: 'apiKey', configurationKey: 'api.key', name: 'x-key' },
    resources: {
      contacts: {
        path: '/contacts',
        request: { path: '/contacts' },
        records: { list: 'rows' },
        ...resource,
        polling,
        paging,
      },
    },
    events: { polling: { configuration: { contacts: { url: '/hubs/general/contacts', idField: 'id' } } } },
  });

/** Options of a poll that change nothing of what is found. */
const noOptions = { changedFields: false, keepRecords: false, polling: {} };

/** The poll that a customer of this provider sets up. */
export function definitionOf({ dates, filter, shown, zone, definition }: Profile): PollDefinition {
  const since = "'${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX}'";
  const either = dates === 'updatedAfterEdit' ? ` or created_at>=${since}` : '';
  const where = filter.kind === 'absent' ? '' : `?where=updated_at>=${since}${either}`;
  const field = (name: string) => ({ field: name, format: shown.pattern, timezone: zone.name });
  return {
    resource: 'contacts',
    url: `/hubs/general/contacts${where}`,
    idField: 'id',
    updated: dates === 'none' ? undefined : field('updated_at'),
    created: dates === 'none' || dates === 'updatedOnly' ? undefined : field('created_at'),
    filterByUpdatedDate: true,
    filterByCurrentDate: definition.filterByCurrentDate,
    createdCheckToleranceSeconds: definition.toleranceSeconds,
    createdWhenNew: definition.createdWhenNew,
    pageSize: undefined,
    pollDelaySeconds: definition.pollDelaySeconds,
    ...noOptions,
    unused: {},
  };
}
