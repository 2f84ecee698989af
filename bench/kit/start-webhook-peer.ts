import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface WebhookTarget {
  url: string;
  /** What its webhooks are signed with. */
  secret: string;
}

export interface Load {
  addresses: WebhookTarget[];
  count: number;
  /** Absent: as fast as they are answered, 64 at a time. */
  perSecond?: number;
  /** `thing`: of a resource that is polled, too; `note`: known by webhooks alone. */
  kind: 'thing' | 'note';
}

export interface LoadResult {
  /** Milliseconds from the beginning of a webhook's request to the end of the request that tells its event. */
  latencies: number[];
  /** Webhooks that were answered otherwise than with 2xx; the events of the others are then not waited for. */
  refused: number;
  /** Until the last webhook was answered. */
  sendingSeconds: number;
  /** Until the last event had arrived. */
  seconds: number;
}

export interface WebhookPeer {
  /** Base URL of its provider. */
  url: string;
  callbackUrl: string;
  send(load: Load): Promise<LoadResult>;
  close(): void;
}

/** Starts what sends webhooks and takes their events, as another process. */
export async function startWebhookPeer(): Promise<WebhookPeer> {
  const child = fork(fileURLToPath(new URL('webhook-peer.ts', import.meta.url)));
  const [port] = (await once(child, 'message')) as [number];
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    callbackUrl: `${url}/callback`,
    send: async (load) => {
      const answer = once(child, 'message');
      child.send(load);
      const [result] = (await answer) as [LoadResult];
      return result;
    },
    close: () => void child.kill(),
  };
}
