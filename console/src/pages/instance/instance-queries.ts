import { queryOptions } from '@tanstack/react-query';
import { api, answerOf, pageOf } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';

type Schemas = components['schemas'];
export type Instance = Schemas['Instance'];
export type InstanceHealth = Schemas['InstanceHealth'];
export type HealthReason = InstanceHealth['reasons'][number];
export type PollStatus = Schemas['PollStatus'];
export type PollReport = Schemas['PollReport'];
export type PollRun = Schemas['PollRun'];
export type InstanceChange = Schemas['InstanceChange'];
export type Notice = Schemas['Notice'];
export type Reconciliation = Schemas['Reconciliation'];
export type Webhook = Schemas['Webhook'];
export type Registration = Schemas['WebhookRegistration'];

/** While something runs, and otherwise. Only while the page is seen. */
const soonMs = 2_000;
const laterMs = 30_000;

/** Everything that is kept of an instance begins with this key. */
export const instanceKey = (id: number) => ['instances', id] as const;

const path = (id: number) => ({ path: { id } });

export const instanceQuery = (id: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'instance'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}', { params: path(id) })),
  });

export const healthQuery = (id: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'health'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}/health', { params: path(id) })),
    refetchInterval: ({ state }) => (isDueSoon(state.data?.nextPollDate) ? soonMs : laterMs),
  });

export const pollsQuery = (id: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'polls'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}/polls', { params: path(id) })),
    refetchInterval: ({ state }) =>
      state.data?.some(({ polling, nextPollDate }) => polling || isDueSoon(nextPollDate)) ? soonMs : laterMs,
  });

export const isDue = (iso: string, withinMs = 0): boolean => Date.parse(iso) - Date.now() <= withinMs;

/** A poll that is due within so long changes what is shown. */
const isDueSoon = (iso: string | null | undefined): boolean => typeof iso === 'string' && isDue(iso, 5_000);

export interface RunFilter {
  resource: string | undefined;
  outcome: (typeof runOutcomes)[number] | undefined;
  nextPage: string | undefined;
}

export const runOutcomes = ['changes', 'idle', 'failed', 'throttled', 'reconnect', 'interrupted'] as const;
const runsAtOnce = 20;

export const runsQuery = (id: number, filter: RunFilter) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'runs', filter],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/instances/{id}/polls/history', {
          params: { ...path(id), query: { ...withoutUnset(filter), pageSize: runsAtOnce } },
        }),
      ),
    refetchInterval: laterMs,
  });

export const reconciliationsQuery = (id: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'reconciliations'],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/instances/{id}/reconciliations', {
          params: { ...path(id), query: { pageSize: 10 } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? soonMs : laterMs),
  });

export const isUnderWay = ({ status }: Pick<Reconciliation, 'status'>): boolean =>
  status === 'waiting' || status === 'running';

export const noticesQuery = (id: number, pageSize: number) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'notices', pageSize],
    queryFn: () =>
      pageOf(api.GET('/elements/api-v2/instances/{id}/notices', { params: { ...path(id), query: { pageSize } } })),
    refetchInterval: laterMs,
  });

const changesAtOnce = 20;

export const changesQuery = (id: number, nextPage: string | undefined) =>
  queryOptions({
    queryKey: [...instanceKey(id), 'changes', nextPage],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/instances/{id}/configuration/history', {
          params: { ...path(id), query: { ...withoutUnset({ nextPage }), pageSize: changesAtOnce } },
        }),
      ),
  });

/** Without the members that are not set: the client would send them as text. */
export const withoutUnset = <T extends object>(query: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never;
