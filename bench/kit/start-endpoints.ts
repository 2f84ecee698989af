import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `silent` takes connections and never answers; `refusing` takes none; `slow` answers after 20 seconds. */
export type EndpointKind = 'healthy' | 'slow' | 'silent' | 'refusing';

export interface Arrival {
  /** Its place among those that were asked for. */
  endpoint: number;
  notificationId: number;
  /** Epoch milliseconds, when the whole request was there. */
  at: number;
}

export type EndpointsMessage =
  { kind: 'ports'; provider: number; endpoints: number[] } | { kind: 'arrivals'; arrivals: Arrival[] };

export interface Endpoints {
  /** Base URL of a provider that has so many new records each time it is asked. */
  providerUrl(changes: number): string;
  urls: string[];
  /** What has arrived since this was asked last. */
  arrivals(): Promise<Arrival[]>;
  close(): void;
}

/** Starts the endpoints and the provider of a benchmark as another process. */
export async function startEndpoints(kinds: EndpointKind[]): Promise<Endpoints> {
  const child = fork(fileURLToPath(new URL('endpoints.ts', import.meta.url)), [JSON.stringify(kinds)]);
  const next = async () => {
    const [message] = (await once(child, 'message')) as [EndpointsMessage];
    return message;
  };
  const ports = await next();
  if (ports.kind !== 'ports') throw new Error('The endpoints did not start.');
  return {
    providerUrl: (changes) => `http://127.0.0.1:${ports.provider}/${changes}`,
    urls: ports.endpoints.map((port) => `http://127.0.0.1:${port}/events`),
    arrivals: async () => {
      const answer = next();
      child.send('arrivals?');
      const message = await answer;
      return message.kind === 'arrivals' ? message.arrivals : [];
    },
    close: () => void child.kill(),
  };
}
