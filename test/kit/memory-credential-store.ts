import type { CredentialStore } from '../../src/credentials/credential-store.ts';
import type { Tokens } from '../../src/credentials/tokens.ts';

/**
 * Credentials in memory, with the semantics of the database: a lock per instance that callers wait for in turn, and saves
 * that nobody else sees until the work is over. Several "processes" share one by each having a token cache of its own.
 */
export interface MemoryCredentialStore extends CredentialStore {
  put(instanceId: number, tokens: Tokens): void;
  stored(instanceId: number): Tokens | undefined;
  /** Why each instance must reconnect. */
  reconnects: Map<number, string>;
  reads: number;
  locks: number;
  /** Makes the next commits fail, as a database that goes away does. */
  failCommits: number;
}

type Work<T> = (current: Tokens | undefined, save: (next: Tokens) => Promise<void>) => Promise<T>;

export function createMemoryCredentialStore(): MemoryCredentialStore {
  const committed = new Map<number, string>();
  const queues = new Map<number, Promise<unknown>>();
  const open = (instanceId: number) => {
    const json = committed.get(instanceId);
    return json === undefined ? undefined : (JSON.parse(json) as Tokens);
  };
  const store: MemoryCredentialStore = {
    put: (instanceId, tokens) => void committed.set(instanceId, JSON.stringify(tokens)),
    stored: open,
    reconnects: new Map(),
    reads: 0,
    locks: 0,
    failCommits: 0,
    async read(instanceId) {
      store.reads++;
      await Promise.resolve();
      return open(instanceId);
    },
    withLock(instanceId, work) {
      store.locks++;
      const outcome = runAfter(queues.get(instanceId) ?? Promise.resolve(), instanceId, work);
      queues.set(
        instanceId,
        outcome.then(
          () => undefined,
          () => undefined,
        ),
      );
      return outcome;
    },
    async markReconnect(instanceId, reason) {
      await Promise.resolve();
      store.reconnects.set(instanceId, reason);
    },
  };
  async function runAfter<T>(before: Promise<unknown>, instanceId: number, work: Work<T>): Promise<T> {
    await before;
    let pending: string | undefined;
    const save = async (next: Tokens) => {
      await Promise.resolve();
      pending = JSON.stringify(next);
    };
    try {
      return await work(open(instanceId), save);
    } finally {
      commit(instanceId, pending);
    }
  }
  function commit(instanceId: number, json: string | undefined): void {
    if (json === undefined) return;
    if (store.failCommits > 0) {
      store.failCommits--;
      throw new Error('The database has gone away.');
    }
    committed.set(instanceId, json);
  }
  return store;
}
