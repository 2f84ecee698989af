import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';

export type DateFormat = components['schemas']['DateFormat'];

/** The formats to choose from, those that the organisation has typed before first. */
export const dateFormatsQuery = queryOptions({
  queryKey: ['date-formats'],
  staleTime: 60_000,
  queryFn: (): Promise<DateFormat[]> => answerOf(api.GET('/elements/api-v2/date-formats')),
});

/** Checks a format, and keeps it for the next time. Throws what is wrong with it. */
export const keepDateFormat = (format: string): Promise<DateFormat> =>
  answerOf(api.POST('/elements/api-v2/date-formats', { body: { format } }));
