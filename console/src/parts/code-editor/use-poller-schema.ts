import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { JsonSchema } from './json-schema.ts';

/** The schema of `event.poller.configuration` for a `CodeEditor`; undefined: it is not there yet. */
export function usePollerSchema(): JsonSchema | undefined {
  const { data } = useQuery({
    queryKey: ['schemas', 'poller-configuration'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/schemas/poller-configuration')),
    staleTime: Infinity,
  });
  return data;
}
