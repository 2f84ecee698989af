import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '../api/api-error.ts';
import { ErrorState } from './error-state.tsx';
import { LoadingState } from './loading-state.tsx';

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** What is loaded, e.g. "the events"; said while it loads and when it fails. */
  what: string;
  /** Lines of the placeholder while it loads. */
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Shows what a query has, that it is loading, or why it failed. What was shown before stays while it is loaded anew. */
export function QueryState<T>({ query, what, rows = 5, children }: QueryStateProps<T>) {
  const { data, error, isPending, refetch } = query;
  if (data !== undefined) return children(data);
  if (isPending) return <LoadingState rows={rows} label={`Loading ${what}`} />;
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} could not be loaded`;
  // What is not there is not there the next time either.
  if (error instanceof ApiError && error.status === 404) return <ErrorState error={error} title={title} />;
  return <ErrorState error={error} title={title} onRetry={() => void refetch()} />;
}
