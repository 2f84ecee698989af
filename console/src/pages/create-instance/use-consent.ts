import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { api, answerOf } from '../../api/client.ts';
import { openConsentWindow, type ConsentWindow } from '../../parts/consent-window.ts';
import type { Draft } from '../../parts/instance-form/draft.ts';
import { followConsent } from './follow-consent.ts';
import type { Made } from './made.ts';
import { toRequest } from '../../parts/instance-form/to-request.ts';

/** A consent that was begun, until its user is back. */
export interface Waiting {
  connectUrl: string;
  expiresDate: string;
  warnings: readonly { path: string; message: string }[];
  /** True: the browser has opened no window; the user opens the page himself. */
  blocked: boolean;
  /** The window was closed, as far as can be seen: the consent may have been given all the same. */
  closed: boolean;
}

export interface Consent {
  /** The server checks the request, before anybody is asked. */
  isStarting: boolean;
  waiting: Waiting | undefined;
  /** To be called in a click. */
  start: (draft: Draft) => void;
  /** Opens the page again, for one that was closed. To be called in a click. */
  reopen: () => void;
  cancel: () => void;
}

interface Ends {
  onMade: (made: Made) => void;
  onFailed: (error: Error) => void;
}

const askEveryMs = 1_000;
const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, askEveryMs));

/** The consent of a user at the provider: begun here, given in a window of its own, and followed until it is over. */
export function useConsent(key: string, { onMade, onFailed }: Ends): Consent {
  const held = useRef<Round>({ popup: undefined, isStopped: false });
  const [waiting, setWaiting] = useState<Waiting>();
  const connecting = useMutation({
    // The draft holds secrets.
    gcTime: 0,
    mutationFn: async ({ draft, round }: { draft: Draft; round: Round }) => {
      const { state, warnings, ...started } = await startConsent(key, draft);
      if (round.isStopped) return undefined;
      const blocked = round.popup?.show(started.connectUrl) !== true;
      if (blocked) round.popup?.close();
      setWaiting({ ...started, warnings, blocked, closed: false });
      const ended = await followConsent({
        ask: () => askConsent(key, state),
        wait: async () => {
          await sleep();
          // No event tells that a window was closed. Some providers cut it off from us, which looks the same.
          const closed = round.popup?.isClosed() ?? false;
          if (!round.isStopped) setWaiting((before) => before && { ...before, closed });
        },
        isStopped: () => round.isStopped,
      });
      return ended && { ...ended, warnings };
    },
    onSuccess: (ended) => {
      if (!ended) return;
      const { instanceId: id, token, error, warnings } = ended;
      if (ended.status === 'connected' && id !== null) onMade({ id, token, warnings });
      else onFailed(new ApiError(400, error ?? { code: 'unknown', message: 'The account was not connected.' }));
    },
    onError: onFailed,
    onSettled: (_ended, _error, { round }) => {
      if (round.isStopped) return;
      round.popup?.close();
      setWaiting(undefined);
    },
  });
  useEffect(() => () => stop(held), []);
  return {
    isStarting: connecting.isPending && !waiting,
    waiting,
    start: (draft) => {
      const round = { popup: openConsentWindow(), isStopped: false };
      held.current = round;
      connecting.mutate({ draft, round });
    },
    reopen: () => {
      held.current.popup = openConsentWindow();
      const blocked = !waiting || held.current.popup?.show(waiting.connectUrl) !== true;
      setWaiting((before) => before && { ...before, blocked, closed: false });
    },
    cancel: () => {
      stop(held);
      held.current.popup?.close();
      setWaiting(undefined);
    },
  };
}

/** From a click to its end. */
interface Round {
  popup: ConsentWindow | undefined;
  isStopped: boolean;
}

function stop(held: { current: Round }): void {
  held.current.isStopped = true;
}

const startConsent = (key: string, draft: Draft) =>
  answerOf(
    api.POST('/elements/api-v2/elements/{keyOrId}/connect', {
      params: { path: { keyOrId: key } },
      body: toRequest(draft),
    }),
  );

const askConsent = (key: string, state: string) =>
  answerOf(
    api.GET('/elements/api-v2/elements/{keyOrId}/connect/{state}', { params: { path: { keyOrId: key, state } } }),
  );
