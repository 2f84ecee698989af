import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';

export type Operations = components['schemas']['Operations'];
export type QueueFigures = components['schemas']['QueueFigures'];
export type QuotaUse = components['schemas']['QuotaUse'];
export type Worker = components['schemas']['Worker'];
export type StoppedSubscription = components['schemas']['StoppedSubscription'];
export type PausedPolling = components['schemas']['PausedPolling'];

export const operationsKey = ['operations'];
export const refreshMs = 5_000;

/** How the server keeps up; read again and again while the page is looked at. */
export const operationsQuery = ({ refreshes }: { refreshes: boolean }) =>
  queryOptions({
    queryKey: operationsKey,
    queryFn: () => answerOf(api.GET('/elements/api-v2/operations')),
    staleTime: refreshMs,
    refetchInterval: refreshes ? refreshMs : false,
    refetchOnWindowFocus: refreshes,
  });

/** How many events were stored in each minute of the last hour, the oldest first. */
export const eventsEachMinuteQuery = queryOptions({
  queryKey: ['events', 'each-minute'],
  queryFn: async () => {
    const from = new Date(Date.now() - 59 * 60_000).toISOString();
    const query = { from, interval: 'minute' as const };
    const counts = await answerOf(api.GET('/elements/api-v2/instances/events/analytics', { params: { query } }));
    return counts.map(({ count }) => count);
  },
  staleTime: 30_000,
  refetchInterval: 60_000,
});
