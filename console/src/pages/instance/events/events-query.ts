import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, pageOf } from '../../../api/client.ts';
import { instanceKey } from '../instance-queries.ts';
import { toEventsQuery, type EventSearch } from './event-search.ts';

/** The first page shows new events as they come. */
const freshMs = 5_000;

/** A page of the events of an instance. */
export function eventsQuery(instanceId: number, { event: _event, ...search }: EventSearch) {
  return queryOptions({
    queryKey: ['events', instanceId, search],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/instances/{id}/events', {
          params: { path: { id: instanceId }, query: toEventsQuery(search, Date.now()) },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: search.after === undefined ? freshMs : false,
  });
}

const eventPath = (instanceId: number, eventId: string) => ({ params: { path: { id: instanceId, eventId } } });

export const eventQuery = (instanceId: number, eventId: string) =>
  queryOptions({
    queryKey: ['event', instanceId, eventId],
    queryFn: () =>
      answerOf(api.GET('/elements/api-v2/instances/{id}/events/{eventId}', eventPath(instanceId, eventId))),
    refetchInterval: freshMs,
  });

/** What became of an event at each receiver. */
export const eventDeliveriesQuery = (instanceId: number, eventId: string) =>
  queryOptions({
    queryKey: ['event', instanceId, eventId, 'deliveries'],
    queryFn: () =>
      answerOf(api.GET('/elements/api-v2/instances/{id}/events/{eventId}/deliveries', eventPath(instanceId, eventId))),
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ status }) => status === 'created' || status === 'retry') ? 2_000 : freshMs,
  });

/** Who is told the events of an instance, and how each receiver stands. */
export const receiversQuery = (instanceId: number) =>
  queryOptions({
    queryKey: ['receivers', instanceId],
    queryFn: () =>
      answerOf(api.GET('/elements/api-v2/instances/{id}/receivers', { params: { path: { id: instanceId } } })),
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ state, outstanding }) => state === 'failing' || state === 'off' || outstanding > 0)
        ? 1_500
        : freshMs,
  });

/** The resources that an instance polls. */
export const resourcesQuery = (instanceId: number) =>
  queryOptions({
    queryKey: [...instanceKey(instanceId), 'resources'],
    queryFn: async () => {
      const polls = await answerOf(
        api.GET('/elements/api-v2/instances/{id}/polls', { params: { path: { id: instanceId } } }),
      );
      return [...new Set(polls.map(({ resource }) => resource))].toSorted();
    },
    staleTime: 60_000,
  });

/** What is loaded anew when something was sent again, or switched on. */
export const sentAgain = (instanceId: number) => [
  instanceKey(instanceId),
  ['events', instanceId],
  ['event', instanceId],
  ['receivers', instanceId],
  ['replays', instanceId],
  ['charts', instanceId],
];
