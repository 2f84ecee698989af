import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Peer {
  url: string;
  /** Notifications received so far. */
  received(): Promise<number>;
  close(): void;
}

/** Starts the provider and callback of a benchmark as another process. */
export async function startPeer(): Promise<Peer> {
  const child = fork(fileURLToPath(new URL('peer.ts', import.meta.url)));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', () => reject(new Error('The peer did not start.')));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    received: async () => Number(await (await fetch(`${url}/received`)).text()),
    close: () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}
