import { queryOptions } from '@tanstack/react-query';
import { api, answerOf, pageOf } from '../../../api/client.ts';
import { instanceKey, withoutUnset } from '../instance-queries.ts';

const laterMs = 30_000;
const soonMs = 2_000;
export const webhookStatuses = ['waiting', 'done', 'failed'] as const;
export type WebhookStatus = (typeof webhookStatuses)[number];

const path = (id: number) => ({ path: { id } });

export const addressQuery = (id: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'webhook-address'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}/webhooks/address', { params: path(id) })),
  });

export const registrationsQuery = (id: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'registrations'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}/webhooks/registrations', { params: path(id) })),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'wanted' || status === 'unwanted') ? soonMs : laterMs,
  });

export const receivedQuery = (
  id: number,
  filter: { status: WebhookStatus | undefined; nextPage: string | undefined },
) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'webhooks', filter],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/instances/{id}/webhooks', {
          params: { ...path(id), query: { ...withoutUnset(filter), pageSize: 25 } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'waiting') ? soonMs : laterMs),
  });

export const webhookQuery = (id: number, webhookId: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'webhooks', 'one', webhookId],
    queryFn: () =>
      answerOf(
        api.GET('/elements/api-v2/instances/{id}/webhooks/{webhookId}', { params: { path: { id, webhookId } } }),
      ),
  });
