import { modals } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { onSessionEnd } from '../api/on-session-end.ts';
import { sessionQuery } from '../api/session.ts';

interface Leaving {
  /** Come back to this page after the next sign-in. */
  comeBack: boolean;
}

/** Goes to the sign-in and forgets everything that was loaded. */
export function useLeave(): (leaving: Leaving) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(
    async ({ comeBack }: Leaving) => {
      const next = comeBack ? router.state.location.href : undefined;
      // Dialogs may show secrets.
      modals.closeAll();
      await client.cancelQueries();
      client.setQueryData(sessionQuery.queryKey, null);
      await router.navigate({ to: '/sign-in', search: (next === undefined ? {} : { next, ended: true }) as never });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      client.getMutationCache().clear();
    },
    [client, router],
  );
}

/** When the session ends while the console is used, leads to the sign-in, and back afterwards. */
export function useLeaveAtSessionEnd(): void {
  const client = useQueryClient();
  const leave = useLeave();
  const leaving = useRef(false);
  useEffect(
    () =>
      onSessionEnd(client, () => {
        if (leaving.current) return;
        leaving.current = true;
        void leave({ comeBack: true });
      }),
    [client, leave],
  );
}
