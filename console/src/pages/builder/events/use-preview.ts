import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';
import type { PollingPreview } from './preview-words.ts';

export type PreviewRequest = components['schemas']['PollingPreviewRequestInput'];

export const askPreview = (key: string, body: PreviewRequest): Promise<PollingPreview> =>
  answerOf(
    api.POST('/elements/api-v2/elements/{keyOrId}/polling/preview', { params: { path: { keyOrId: key } }, body }),
  );

export interface PreviewState {
  /** The last answer for this resource, which may be older than what stands in the form. */
  preview: PollingPreview | undefined;
  error: Error | null;
  isFetching: boolean;
  retry: () => void;
}

interface PreviewAsked {
  connectorKey: string;
  /** The resource in the form; undefined: there is none to show. */
  id: string | undefined;
  body: PreviewRequest | undefined;
}

const settleMs = 350;

/** The preview of a resource, asked for when its form has been left alone for a moment. */
export function usePreview({ connectorKey, id, body }: PreviewAsked): PreviewState {
  const [asked] = useDebouncedValue(JSON.stringify({ id, body }), settleMs);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['elements', connectorKey, 'polling-preview', asked],
    enabled: body !== undefined && (JSON.parse(asked) as { body?: unknown }).body !== undefined,
    queryFn: async () => {
      const { id: of, body: sent } = JSON.parse(asked) as { id: string; body: PreviewRequest };
      return { of, preview: await askPreview(connectorKey, sent) };
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    gcTime: 60_000,
    retry: false,
  });
  const preview = data?.of === id ? data?.preview : undefined;
  return { preview, error, isFetching, retry: () => void refetch() };
}
