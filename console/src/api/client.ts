import createClient from 'openapi-fetch';
import { ApiError } from './api-error.ts';
import type { paths } from './openapi-types.ts';

/** The path of the API. */
export const apiPrefix = '/elements/api-v2';

/**
 * The typed client. The session's cookie goes along by itself; the header says that the call comes from the console, which
 * the server asks of everything that changes something.
 */
export const api = createClient<paths>({ baseUrl: '/', headers: { 'X-Tidings-Console': '1' } });

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer of a call, or an `ApiError` that is thrown. */
export async function answerOf<T>(call: Promise<Answered<T>>): Promise<T> {
  return (await pageOf(call)).data;
}

/** One page of a list and where the next begins. */
export interface Page<T> {
  data: T;
  /** The token of the next page; null: this is the last. */
  nextPage: string | null;
  /** How many there are in all; null: the list does not count. */
  total: number | null;
}

/** The answer of a call that answers page by page, or an `ApiError` that is thrown. */
export async function pageOf<T>(call: Promise<Answered<T>>): Promise<Page<T>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw ApiError.unreachable(cause);
  });
  if (!response.ok) throw ApiError.from(response, error);
  const total = response.headers.get('Elements-Total-Count');
  return {
    data: data as T,
    nextPage: response.headers.get('Elements-Next-Page-Token') || null,
    total: total === null ? null : Number(total),
  };
}
