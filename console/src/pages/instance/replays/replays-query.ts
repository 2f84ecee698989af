import { queryOptions } from '@tanstack/react-query';
import { api, pageOf } from '../../../api/client.ts';
import { isUnderWay } from './replay-words.ts';

const underWayMs = 1_000;

/** The replays of an instance, newest first; looked at often while one is under way. */
export const replaysQuery = (instanceId: number, nextPage: string | undefined) =>
  queryOptions({
    queryKey: ['replays', instanceId, nextPage ?? ''],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/instances/{id}/replays', {
          params: { path: { id: instanceId }, query: { pageSize: 20, nextPage } },
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data?.data.some(isUnderWay) ? underWayMs : 10_000),
  });
