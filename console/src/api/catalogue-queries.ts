import { queryOptions } from '@tanstack/react-query';
import { api, answerOf, pageOf } from './client.ts';
import type { components } from './openapi-types.ts';

export type ElementMetadata = components['schemas']['ElementMetadata'];
export type ElementSetup = components['schemas']['ElementSetup'];
export type SetupEntry = components['schemas']['ElementSetupEntry'];

/** All connectors that the organisation can use. */
export const catalogueQuery = queryOptions({
  queryKey: ['elements', 'metadata'],
  staleTime: 30_000,
  queryFn: async (): Promise<ElementMetadata[]> => {
    const all: ElementMetadata[] = [];
    let nextPage: string | null = null;
    do {
      const query: { pageSize: number; nextPage?: string } = { pageSize: 1000, ...(nextPage && { nextPage }) };
      const page: { data: ElementMetadata[]; nextPage: string | null } = await pageOf(
        api.GET('/elements/api-v2/elements/metadata', { params: { query } }),
      );
      all.push(...page.data);
      nextPage = page.nextPage;
    } while (nextPage !== null);
    return all;
  },
});

/** What an instance of a connector needs. */
export const setupQuery = (key: string) =>
  queryOptions({
    queryKey: ['elements', key, 'setup'],
    staleTime: 30_000,
    queryFn: (): Promise<ElementSetup> =>
      answerOf(api.GET('/elements/api-v2/elements/{keyOrId}/setup', { params: { path: { keyOrId: key } } })),
  });
