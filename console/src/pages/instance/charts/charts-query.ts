import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/client.ts';
import { ranges, type Range } from './chart-rows.ts';

const hourMs = 3_600_000;

const parameters = (instanceId: number, range: Range) => {
  const { hours, interval } = ranges[range];
  const from = new Date(Date.now() - hours * hourMs).toISOString();
  return { params: { path: { id: instanceId }, query: { from, interval } } };
};

/** How many events of each type were stored. */
export const eventCountsQuery = (instanceId: number, range: Range) =>
  queryOptions({
    queryKey: ['charts', instanceId, 'events', range],
    queryFn: () =>
      answerOf(api.GET('/elements/api-v2/instances/{id}/events/analytics/types', parameters(instanceId, range))),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** How attempts to deliver went, and how many polls failed. */
export const attemptCountsQuery = (instanceId: number, range: Range) =>
  queryOptions({
    queryKey: ['charts', instanceId, 'attempts', range],
    queryFn: () =>
      answerOf(api.GET('/elements/api-v2/instances/{id}/deliveries/analytics', parameters(instanceId, range))),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
