import type { Clock } from '../lib/clock.ts';
import { createTurns, type Turns } from '../lib/turns.ts';
import { Fault } from '../model/fault.ts';
import type { Tokens } from './tokens.ts';

/** What one process remembers of tokens between calls. Losing it costs a read or a refresh, nothing else. */
export interface TokenCache {
  /** Tokens read or refreshed in the last half minute. */
  recent(instanceId: number): Tokens | undefined;
  remember(instanceId: number, tokens: Tokens): void;
  /** To be called when an instance gets other credentials, or goes. */
  forget(instanceId: number): void;
  /** True while a refresh ahead of time is not to be tried again. */
  isRefreshPostponed(instanceId: number): boolean;
  postponeRefresh(instanceId: number, untilMs: number): void;
  /** Runs `work`, or joins the run of the same key that is under way. */
  shared(key: string, work: () => Promise<Tokens>): Promise<Tokens>;
  /**
   * Runs `work` when few renewals of the organisation are under way: each holds one of the few connections for locks for
   * as long as the provider takes. Throws `provider.throttled` when its turn does not come in time.
   */
  inTurn<T>(organizationId: number, work: () => Promise<T>): Promise<T>;
  /** Tokens that a provider granted in exchange for `refreshToken` and that could not be stored. */
  unsaved(instanceId: number, refreshToken: string): Tokens | undefined;
  holdUnsaved(instanceId: number, refreshToken: string, tokens: Tokens): void;
  releaseUnsaved(instanceId: number): void;
}

/** Short, because another process may change the tokens; a token that has died meanwhile shows by a 401. */
const recentMs = 30_000;
const maxEntries = 10_000;
/** Of one organisation. A pool of eight connections serves several organisations whose providers hang. */
const mostRenewals = 2;
const longestTurnMs = 10_000;
const notAskedMs = 30_000;

export function createTokenCache({ clock }: { clock: Clock }): TokenCache {
  const recent = new Map<number, { tokens: Tokens; untilMs: number }>();
  const postponed = new Map<number, number>();
  const running = new Map<string, Promise<Tokens>>();
  const turns = createTurns<number>(mostRenewals);
  const unsaved = new Map<number, { refreshToken: string; tokens: Tokens }>();
  return {
    recent: (instanceId) => {
      const entry = recent.get(instanceId);
      return entry && clock.now() < entry.untilMs ? entry.tokens : undefined;
    },
    remember: (instanceId, tokens) => put(recent, instanceId, { tokens, untilMs: clock.now() + recentMs }),
    forget: (instanceId) => {
      recent.delete(instanceId);
      postponed.delete(instanceId);
    },
    isRefreshPostponed: (instanceId) => clock.now() < (postponed.get(instanceId) ?? 0),
    postponeRefresh: (instanceId, untilMs) => put(postponed, instanceId, untilMs),
    shared: (key, work) => {
      const underWay = running.get(key);
      if (underWay) return underWay;
      const started = work().finally(() => running.delete(key));
      running.set(key, started);
      return started;
    },
    async inTurn(organizationId, work) {
      const end = await beginInTime(clock, turns, organizationId);
      try {
        return await work();
      } finally {
        end();
      }
    },
    unsaved: (instanceId, refreshToken) => {
      const entry = unsaved.get(instanceId);
      return entry?.refreshToken === refreshToken ? entry.tokens : undefined;
    },
    holdUnsaved: (instanceId, refreshToken, tokens) => void unsaved.set(instanceId, { refreshToken, tokens }),
    releaseUnsaved: (instanceId) => void unsaved.delete(instanceId),
  };
}

async function beginInTime(clock: Clock, turns: Turns<number>, organizationId: number): Promise<() => void> {
  const begun = new AbortController();
  const late = new AbortController();
  void clock.sleep(longestTurnMs, begun.signal).then(() => late.abort());
  const end = await turns.begin(organizationId, late.signal);
  begun.abort();
  if (end) return end;
  throw new Fault('provider.throttled', 'Other renewals of tokens take too long; those providers do not answer.', {
    retryAt: clock.now() + notAskedMs,
  });
}

/** Drops the entry that was put first when there are too many. */
function put<T>(entries: Map<number, T>, instanceId: number, value: T): void {
  entries.delete(instanceId);
  entries.set(instanceId, value);
  if (entries.size <= maxEntries) return;
  const [oldest] = entries.keys();
  if (oldest !== undefined) entries.delete(oldest);
}
