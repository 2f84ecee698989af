import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serverEnvironment } from '../kit/server.ts';

/** The real server as a process of its own, with its embedded database in a directory. */
export interface ServerProcess {
  /** Its address, once it is up. Rejects with its words when it ends before. */
  url: Promise<string>;
  /** SIGKILL: nothing of it runs any longer when this resolves. Its database goes on. */
  kill(): Promise<void>;
  /** SIGTERM: it finishes what is in flight and stops its database. */
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  /** Further settings. */
  settings?: Record<string, string>;
  /** Directory of connectors; default: those that come with the server. */
  catalogue?: string;
}

export function startServerProcess(directory: string, options: ServerProcessOptions = {}): ServerProcess {
  const { settings, catalogue } = options;
  const { DATABASE_URL: _unused, ...inherited } = process.env;
  const environment = { ...inherited, ...serverEnvironment, TIDINGS_DATA_DIR: directory, ...settings };
  const command = catalogue === undefined ? ['src/main.ts'] : ['test/kit/serve-catalogue-child.ts', catalogue];
  const child = spawn(process.execPath, command, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let words = '';
  const url = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      words += chunk.toString();
      const [, address] = /running at (\S+)\/elements\/api-v2/.exec(words) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then(() => reject(new Error(`The server has ended: ${words}`)));
  });
  url.catch(() => undefined); // a server that is killed while it starts has nobody waiting for its address
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await exited;
  };
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
