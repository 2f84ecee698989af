import type { QueryClient } from '@tanstack/react-query';
import { isSignedOut, sessionQuery } from './session.ts';

/** Calls `listener` whenever an answer says that the session is over: it has ended, or somebody signed out in another tab. */
export function onSessionEnd(client: QueryClient, listener: () => void): () => void {
  const [sessionKey] = sessionQuery.queryKey;
  const ends = [
    client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return;
      const { action, query } = event;
      if (action.type === 'error' && isSignedOut(action.error)) listener();
      if (action.type === 'success' && !action.manual && query.queryKey[0] === sessionKey && query.state.data === null)
        listener();
    }),
    client.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error' && isSignedOut(event.action.error)) listener();
    }),
  ];
  return () => ends.forEach((end) => end());
}
