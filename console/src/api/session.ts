import { queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { answerOf, api } from './client.ts';
import type { components } from './openapi-types.ts';

/** Who is signed in, and for which organisation. */
export type Session = components['schemas']['Session'];
export type Role = Session['user']['role'];

const path = '/elements/api-v2/authentication/session';

/** The session of the cookie; null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: (): Promise<Session | null> =>
    answerOf(api.GET(path)).catch((error: unknown) => {
      if (isSignedOut(error)) return null;
      throw error;
    }),
});

/** The cookie comes with the answer; a script never sees it. */
export const signIn = (username: string, password: string): Promise<Session> =>
  answerOf(api.POST(path, { body: { username, password } }));

export const signOut = (): Promise<unknown> => answerOf(api.DELETE(path));

/** Whether a call failed because the session has ended. Refusals of providers are 401 as well, with codes of their own. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status === 401 &&
  (error.code === 'authentication.refused' || error.code === 'authentication.missing');
