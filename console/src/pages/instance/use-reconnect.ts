import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, answerOf } from '../../api/client.ts';
import { useAction } from '../../parts/use-action.ts';
import { openConsentWindow, type ConsentWindow } from '../../parts/consent-window.ts';
import { type Instance, instanceKey } from './instance-queries.ts';

const askEveryMs = 1_500;

interface Waiting {
  /** The page of the provider. */
  connectUrl: string;
  /** True: the browser has opened no window; the user opens the page himself. */
  blocked: boolean;
  warnings: readonly { path: string; message: string }[];
}

export interface Reconnect {
  /** Opens the provider's page in a window of its own. Only from a click, or browsers do not let it. */
  start: () => void;
  isStarting: boolean;
  /** While the user is waited for. */
  waiting: Waiting | undefined;
  cancel: () => void;
}

/** Connects an instance again: its user consents in a window, and the server is asked until it knows how that went. */
export function useReconnect({ id, element }: Instance): Reconnect {
  const client = useQueryClient();
  const [flow, setFlow] = useState<Waiting & { state: string }>();
  const held = useRef<ConsentWindow>(undefined);
  const begin = useAction({
    run: async (popup: ConsentWindow | undefined) => {
      held.current = popup;
      const { state, connectUrl, warnings } = await answerOf(
        api.POST('/elements/api-v2/elements/{keyOrId}/connect', {
          params: { path: { keyOrId: element.key } },
          body: { instanceId: id },
        }),
      ).catch((error: unknown) => {
        popup?.close();
        throw error;
      });
      const blocked = popup?.show(connectUrl) !== true;
      if (blocked) popup?.close();
      setFlow({ state, connectUrl, blocked, warnings });
    },
    failed: 'The provider’s page could not be opened',
  });
  const { data } = useQuery({
    queryKey: [...instanceKey(id), 'connect', flow?.state],
    enabled: flow !== undefined,
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'waiting' ? false : askEveryMs),
    refetchIntervalInBackground: true,
    queryFn: () =>
      answerOf(
        api.GET('/elements/api-v2/elements/{keyOrId}/connect/{state}', {
          params: { path: { keyOrId: element.key, state: flow?.state ?? '' } },
        }),
      ),
  });
  const ended = data !== undefined && data.status !== 'waiting' ? data : undefined;
  useEffect(() => {
    if (!ended) return;
    // Its address shows the code of the consent.
    held.current?.close();
    if (ended.status === 'connected') {
      notifications.show({ color: 'green', message: 'The instance is connected again.' });
    } else {
      const title = 'The instance was not connected';
      notifications.show({ color: 'red', title, message: ended.error?.message, autoClose: 12_000 });
    }
    void client.invalidateQueries({ queryKey: instanceKey(id) });
  }, [ended, client, id]);
  useEffect(() => () => held.current?.close(), []);
  return {
    start: () => begin.mutate(openConsentWindow()),
    isStarting: begin.isPending,
    waiting: ended ? undefined : flow,
    cancel: () => {
      held.current?.close();
      setFlow(undefined);
    },
  };
}
