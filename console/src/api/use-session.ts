import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery, type Session } from './session.ts';

/**
 * Who is signed in. Only for pages behind the sign-in, which the router shows to nobody else. What is on the screen when the
 * session ends keeps it until the way to the sign-in is gone.
 */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  const [last, setLast] = useState(data);
  if (data && data !== last) setLast(data);
  const session = data ?? last;
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}

/** Whether the user may change things; a viewer may only look. */
export const useMayWrite = (): boolean => useSession().user.role !== 'viewer';

/** Whether the user manages people. */
export const useIsAdmin = (): boolean => useSession().user.role === 'admin';
