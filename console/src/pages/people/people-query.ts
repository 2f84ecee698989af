import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, pageOf } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';

export type User = components['schemas']['User'];
export type Organization = components['schemas']['Organization'];
export type ListedOrganization = components['schemas']['OrganizationListed'];

export interface PeopleFilter {
  inactive: boolean;
  nextPage: string | undefined;
}

export const peopleQuery = ({ inactive, nextPage }: PeopleFilter) =>
  queryOptions({
    queryKey: ['people', { inactive, nextPage }],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/users', {
          params: {
            query: { includeInactive: inactive ? 'true' : 'false', pageSize: 50, ...(nextPage && { nextPage }) },
          },
        }),
      ),
  });

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: () => answerOf(api.GET('/elements/api-v2/organizations/me')),
});

export const organizationsQuery = (nextPage: string | undefined) =>
  queryOptions({
    queryKey: ['organizations', { nextPage }],
    queryFn: () =>
      pageOf(
        api.GET('/elements/api-v2/organizations', {
          params: { query: { pageSize: 50, ...(nextPage && { nextPage }) } },
        }),
      ),
  });
