import { onTestFinished } from 'vitest';
import { startSimulator, type Simulator } from './start-simulator.ts';
import type { OauthProvider } from './provider.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  now: () => number;
  /** Moves forward by `ms`. */
  advance: (ms: number) => void;
}

export interface TestSimulator {
  simulator: Simulator;
  clock: TestClock;
  /** The waits that slow answers asked for, in milliseconds; they end at once. */
  waits: number[];
}

/** A simulator on a free port with a clock by hand, closed when the test ends. Default start: 2026-03-02T15:00:00Z. */
export async function simulatorForTest(startIso = '2026-03-02T15:00:00Z'): Promise<TestSimulator> {
  let nowMs = Date.parse(startIso);
  let seed = 1;
  const waits: number[] = [];
  const simulator = await startSimulator({
    now: () => nowMs,
    random: () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  });
  onTestFinished(() => simulator.close());
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { simulator, clock: { now: () => nowMs, advance }, waits };
}

export interface Answered<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** GET with a fresh access token; the JSON body is taken to be a T. */
export async function getWithToken<T>(provider: OauthProvider, path: string, token?: string): Promise<Answered<T>> {
  const authorization = `Bearer ${token ?? provider.issueTokens().access_token}`;
  return getJson<T>(`${provider.baseUrl}${path}`, { authorization });
}

export async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<Answered<T>> {
  const response = await fetch(url, { headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}
