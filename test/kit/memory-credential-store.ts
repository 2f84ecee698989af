import type { CredentialStore, HeldCredentials } from '../../src/credentials/credential-store.ts';
import type { Tokens } from '../../src/credentials/tokens.ts';
import type { Clock } from '../../src/lib/clock.ts';

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
  /** What is known of renewals that brought nothing. */
  attempts: Map<number, NonNullable<HeldCredentials['attempt']>>;
  /** What was captured with the tokens last saved. */
  captured: Map<number, Readonly<Record<string, string>>>;
  /** Makes the next commits fail, as a database that goes away does. */
  failCommits: number;
}

type Work<T> = (held: HeldCredentials) => Promise<T>;

export function createMemoryCredentialStore(clock: Pick<Clock, 'now'> = { now: () => 0 }): MemoryCredentialStore {
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
    attempts: new Map(),
    captured: new Map(),
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
    const { attempts } = store;
    let pending: string | undefined;
    const held: HeldCredentials = {
      current: open(instanceId),
      attempt: attempts.get(instanceId),
      begin: async () => {
        await Promise.resolve();
        const begunAt = attempts.get(instanceId)?.begunAt ?? clock.now();
        attempts.set(instanceId, { begunAt, notBefore: undefined });
      },
      postpone: async (attempt) => {
        await Promise.resolve();
        attempts.set(instanceId, attempt);
      },
      save: async (next, captured = {}) => {
        await Promise.resolve();
        pending = JSON.stringify(next);
        store.captured.set(instanceId, captured);
      },
    };
    try {
      return await work(held);
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
    store.attempts.delete(instanceId);
  }
  return store;
}
