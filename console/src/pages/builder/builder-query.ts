import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { answerOf, api } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';

export type ElementDetails = components['schemas']['ElementDetails'];
export type ElementRemark = components['schemas']['ElementRemark'];
export type ConfigurationItem = components['schemas']['ElementConfiguration'];

/** A connector as its builder sees it. */
export interface BuiltConnector {
  details: ElementDetails;
  /** Stands for its version, for `If-Match`; undefined: it comes with the server and does not change. */
  etag: string | undefined;
}

/** The whole document of a connector. */
export const connectorQuery = (key: string) =>
  queryOptions({
    queryKey: ['elements', key, 'connector'],
    queryFn: async (): Promise<BuiltConnector> => {
      const { data, error, response } = await api
        .GET('/elements/api-v2/elements/{keyOrId}', { params: { path: { keyOrId: key } } })
        .catch((cause: unknown) => {
          throw ApiError.unreachable(cause);
        });
      if (!data) throw ApiError.from(response, error);
      return { details: data, etag: response.headers.get('ETag') ?? undefined };
    },
  });

/** What is known of a connector beside its document. */
export const connectorMetadataQuery = (key: string) =>
  queryOptions({
    queryKey: ['elements', key, 'metadata'],
    queryFn: () =>
      answerOf(api.GET('/elements/api-v2/elements/{keyOrId}/metadata', { params: { path: { keyOrId: key } } })),
  });
