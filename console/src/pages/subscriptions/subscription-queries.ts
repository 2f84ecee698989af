import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { api, pageOf } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';

export type Subscription = components['schemas']['Subscription'];

const pageSize = 50;
export const subscriptionsKey = ['subscriptions'];

/** One page of the subscriptions that were made for their topics; those of instances stand on the page of the instance. */
export const subscriptionsQuery = (nextPage: string | undefined) =>
  queryOptions({
    queryKey: [...subscriptionsKey, nextPage],
    queryFn: () => {
      const query = { own: 'true' as const, pageSize, ...(nextPage !== undefined && { nextPage }) };
      return pageOf(api.GET('/elements/api-v2/notifications/subscriptions', { params: { query } }));
    },
    refetchInterval: 15_000,
  });

const fewInstances = 25;

/** Topics under which instances tell their events, by the names of the instances. */
export const instanceTopicsQuery = (search: string) =>
  queryOptions({
    queryKey: ['instances', 'topics', search],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const searchText = search.trim();
      const query = { pageSize: fewInstances, sort: 'name' as const, ...(searchText !== '' && { searchText }) };
      try {
        const { data } = await pageOf(api.GET('/elements/api-v2/instances', { params: { query } }));
        return [data].flat().map(({ id, name, element }) => ({ name, topic: `instance-${id}-${element.key}-events` }));
      } catch (error) {
        if (error instanceof ApiError && error.code === 'instance.none_match') return [];
        throw error;
      }
    },
  });
