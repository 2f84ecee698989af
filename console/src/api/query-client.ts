import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** What the server refuses for a reason is not asked again; what failed on the way is. */
const mayRetry = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: mayRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
