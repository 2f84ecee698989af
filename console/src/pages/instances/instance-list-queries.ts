import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { answerOf, api, pageOf, type Page } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';
import { toQuery, type InstanceSearch } from './instance-search.ts';

export type ListedInstance = components['schemas']['ListedInstance'];

const refreshMs = 15_000;

/** One page of the instances that are searched for. */
export const instancesQuery = (search: InstanceSearch) =>
  queryOptions({
    queryKey: ['instances', 'list', search],
    queryFn: () => findInstances(search),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });

/** That a search finds nothing is an answer, and no error. */
async function findInstances(search: InstanceSearch): Promise<Page<ListedInstance[]>> {
  try {
    const call = api.GET('/elements/api-v2/instances', { params: { query: toQuery(search) } });
    const page = await pageOf(call);
    return { ...page, data: [page.data].flat() };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'instance.none_match')
      return { data: [], nextPage: null, total: 0 };
    throw error;
  }
}

/** How many instances there are, by connector and state. */
export const instanceCountQuery = queryOptions({
  queryKey: ['instances', 'count'],
  queryFn: () => answerOf(api.GET('/elements/api-v2/instances/count')),
  refetchInterval: refreshMs,
});

/** The names of the connectors, by key. */
export const connectorNamesQuery = queryOptions({
  queryKey: ['elements', 'keys'],
  queryFn: () => answerOf(api.GET('/elements/api-v2/elements/keys')),
  staleTime: 300_000,
});

/** How many events were stored since midnight where the reader is. `from`: an ISO instant. */
export const eventsSinceQuery = (from: string) =>
  queryOptions({
    queryKey: ['events', 'since', from],
    queryFn: async () => {
      const query = { from, interval: 'hour' as const };
      const counts = await answerOf(api.GET('/elements/api-v2/instances/events/analytics', { params: { query } }));
      return counts.reduce((sum, { count }) => sum + count, 0);
    },
    refetchInterval: 60_000,
  });
