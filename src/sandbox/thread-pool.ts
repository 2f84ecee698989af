import { startThread, type HookThread } from './start-thread.ts';
import { createTurnQueue } from './turn-queue.ts';

export interface ThreadPool {
  /**
   * A thread for one run. Where all are in use, owners get one in turn. Undefined once `giveUp` aborts. Rejects once the
   * pool is closed.
   */
  take(owner: string, giveUp: AbortSignal): Promise<HookThread | undefined>;
  /** Ends a thread that is in use; another takes its place when it is needed. */
  end(thread: HookThread): Promise<void>;
  /** Every thread that was taken is given back, also one that was ended or lost. */
  giveBack(thread: HookThread): void;
  /** How many runs of this owner wait for a thread. */
  waiting(owner: string): number;
  close(): Promise<void>;
}

interface Waiter {
  resolve: (thread: HookThread | undefined) => void;
  reject: (error: Error) => void;
}

/** At most `size` threads, each started when it is first needed. */
export function createThreadPool(size: number): ThreadPool {
  const alive = new Set<HookThread>();
  const idle: HookThread[] = [];
  const queue = createTurnQueue<Waiter>();
  let isClosed = false;

  const start = (): HookThread => {
    const thread = startThread();
    alive.add(thread);
    void thread.ended.then(() => {
      alive.delete(thread);
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    });
    return thread;
  };
  const wait = (owner: string, giveUp: AbortSignal) =>
    new Promise<HookThread | undefined>((resolve, reject) => {
      const waiter = { resolve, reject };
      queue.add(owner, waiter);
      const leave = () => {
        queue.remove(owner, waiter);
        resolve(undefined);
      };
      giveUp.addEventListener('abort', leave, { once: true });
    });
  return {
    take(owner, giveUp) {
      if (isClosed) return Promise.reject(closed());
      const thread = idle.pop() ?? (alive.size < size ? start() : undefined);
      return thread ? Promise.resolve(thread) : wait(owner, giveUp);
    },
    async end(thread) {
      alive.delete(thread);
      await thread.end();
    },
    giveBack(thread) {
      if (isClosed) return;
      // In the place of one that was ended somebody may have started another already.
      const next = alive.has(thread) || alive.size < size ? queue.next() : undefined;
      if (next) next.resolve(alive.has(thread) ? thread : start());
      else if (alive.has(thread)) idle.push(thread);
    },
    waiting: (owner) => queue.waiting(owner),
    async close() {
      isClosed = true;
      for (let waiter = queue.next(); waiter; waiter = queue.next()) waiter.reject(closed());
      await Promise.all([...alive].map((thread) => thread.end()));
    },
  };
}

const closed = () => new Error('the sandbox is closed');
