import type { Change, ChangeType } from '../types.ts';
import { shakeHands } from './handshake.ts';
import { checkHookRequest, hookOf, type Hook, type HookRequest } from './hook.ts';
import { firstPace, SendQueue, type Pace, type SendQueueParts, type WebhookCounts } from './send-queue.ts';

export type WebhooksParts = Omit<SendQueueParts, 'isWanted'>;

/** What one provider sends by itself: its subscriptions, and the changes that are told to them. */
export interface Webhooks {
  /** Throws an Error that says what is wrong, HandshakeFailed when the address does not answer as it must. */
  subscribe(request: HookRequest): Promise<Hook>;
  /** Those that have not ended. */
  hooks(): Hook[];
  /** Lets one end so many seconds from now. Undefined: there is none. */
  renew(id: string, expiresInSeconds: number): Hook | undefined;
  /** False: there was none. What is not sent yet is not sent any more, and the client is not told. */
  remove(id: string): boolean;
  counts(): WebhookCounts;
  /** Changes that a fault has dropped: nobody was told. */
  dropped(): Change[];
  readonly pace: Pace;
  setPace(pace: Partial<Pace>): void;
  /** Resolves when everything is accepted or given up. */
  idle(): Promise<void>;
}

/** The same, as the provider itself uses it. */
export interface WebhookSource extends Webhooks {
  /** Tells a change to all that want it. `change` is only called when somebody does. */
  tell(made: { type: ChangeType; resource: string }, change: () => Change): void;
  /** No subscriptions, no counts, the first pace. */
  clear(): void;
  /** Sends nothing any more. */
  stop(): void;
}

export function createWebhooks(parts: WebhooksParts): WebhookSource {
  const { nowMs, random } = parts;
  const hooks = new Map<string, Hook>();
  /** Changes of this moment, by subscription: they are sent together. */
  const gathered = new Map<Hook, Change[]>();
  let dropped: Change[] = [];
  let made = 0;
  const isThere = (hook: Hook) =>
    hooks.get(hook.id) === hook && (hook.expiresAt === undefined || hook.expiresAt > nowMs());
  const queue = new SendQueue({ ...parts, isWanted: ({ hook }) => hooks.has(hook.id) });
  const nextId = (letter: string) => `${letter}-${(made += 1)}`;
  const word = () => Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');

  const send = (hook: Hook, changes: Change[]) => {
    const content = { id: nextId('d'), hook, changes };
    if (!queue.add(content)) dropped.push(...changes);
  };
  const sendGathered = () => {
    for (const [hook, changes] of gathered) {
      for (let from = 0; from < changes.length; from += hook.batch) send(hook, changes.slice(from, from + hook.batch));
    }
    gathered.clear();
  };
  const gather = (hook: Hook, change: Change) => {
    if (gathered.size === 0) queueMicrotask(sendGathered);
    const changes = gathered.get(hook);
    if (changes) changes.push(change);
    else gathered.set(hook, [change]);
  };

  return {
    subscribe: async (request) => {
      checkHookRequest(request);
      const secret = await shakeHands({ word, timeoutMs: queue.pace.timeoutMs }, request);
      const hook = hookOf(request, { id: nextId('h'), secret, nowMs: nowMs() });
      hooks.set(hook.id, hook);
      return hook;
    },
    hooks: () => [...hooks.values()].filter(isThere),
    renew: (id, expiresInSeconds) => {
      const hook = hooks.get(id);
      if (!hook || !isThere(hook)) return undefined;
      hook.expiresAt = nowMs() + expiresInSeconds * 1000;
      return hook;
    },
    remove: (id) => hooks.delete(id),
    counts: () => queue.counts(),
    dropped: () => [...dropped],
    get pace() {
      return queue.pace;
    },
    setPace: (pace) => queue.setPace(pace),
    idle: async () => {
      await Promise.resolve(); // what was just changed is gathered first
      await queue.idle();
    },
    tell: ({ type, resource }, change) => {
      if (hooks.size === 0) return;
      const wants = (hook: Hook) =>
        isThere(hook) &&
        hook.events.includes(type) &&
        (hook.resources.length === 0 || hook.resources.includes(resource));
      const wanting = [...hooks.values()].filter(wants);
      if (wanting.length === 0) return;
      const told = change();
      for (const hook of wanting) gather(hook, told);
    },
    clear: () => {
      hooks.clear();
      gathered.clear();
      dropped = [];
      queue.resetCounts();
      queue.setPace(firstPace);
    },
    stop: () => {
      hooks.clear();
      queue.stop();
    },
  };
}
