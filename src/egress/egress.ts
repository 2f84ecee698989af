import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { Fault } from '../model/fault.ts';
import type { QuotaHold, SharedQuota } from '../model/provider-quota.ts';
import { createAddressRules } from './address-rules.ts';
import { createBudgets, type Budgets } from './budgets.ts';
import { createDeadlines, type Deadlines } from './deadlines.ts';
import { acceptEncoding } from './decode-body.ts';
import type { EgressRequest, EgressResponse } from './egress-messages.ts';
import { exchange } from './exchange.ts';
import { allowedAddresses, createGuardedConnector, refusalOf, type Resolve } from './guarded-connector.ts';
import { redirected } from './redirect.ts';
import { parseTarget, type Target } from './target.ts';

export type { EgressRequest, EgressResponse } from './egress-messages.ts';

/** The only way out: every HTTP request of ours to providers and callbacks. */
export interface Egress {
  /**
   * Sends a request and reads the whole answer, whatever its status. Throws the faults `address.refused`,
   * `provider.unreachable` (also for a time-out), `provider.too_large`, `provider.malformed` (a broken encoding),
   * `configuration.invalid` (a header that cannot be sent) and `provider.throttled` (the budget is used up for more than a
   * minute), `quota.unavailable` (the processes that share the budget cannot be asked); their messages may name the host and never path or query.
   */
  request(request: EgressRequest): Promise<EgressResponse>;
  /**
   * Throws `address.refused` when requests to this URL would be: its scheme, port, host, or all addresses that the name
   * resolves to at present. A name that does not resolve passes: it may exist tomorrow, and each connection is checked.
   */
  assertAllowed(url: string): Promise<void>;
  /** Nothing is sent under a budget's key until then, by any process that shares it. */
  hold(key: string, hold: QuotaHold): Promise<void>;
  /** Counts under a budget's key what a request cost beyond what its budget said. */
  charge(key: string, cost: number): void;
  /** Cuts what is in flight and closes all connections. */
  close(): Promise<void>;
}

export interface EgressOptions {
  /** Its `sleep` must keep step with real time, as the time-outs come from it. */
  clock: Clock;
  random: Random;
  /** Where other processes send under the same budgets; undefined: there are none. */
  sharedQuota?: SharedQuota | undefined;
  /** Networks (CIDR) and addresses that are allowed beside the public ones. */
  allowNetworks: readonly string[];
  /** Default `Tidings`. */
  userAgent?: string;
  /** How names become addresses. Default: the system's resolver. */
  resolve?: Resolve;
}

const defaultTimeoutMs = 30_000;
const defaultMaxBodyBytes = 8 * 1024 * 1024;
const connectTimeoutMs = 10_000;
const resolveTimeoutMs = 5_000;
const connectionsPerOrigin = 64;

const systemResolve: Resolve = (hostname) => dns.lookup(hostname, { all: true });

export function createEgress({
  clock,
  random,
  sharedQuota,
  allowNetworks,
  userAgent = 'Tidings',
  resolve = systemResolve,
}: EgressOptions): Egress {
  const rules = createAddressRules(allowNetworks);
  const budgets = createBudgets({ clock, random, sharedQuota });
  const dispatcher = new Agent({
    connect: createGuardedConnector({ rules, resolve }, { connectTimeoutMs }),
    allowH2: false,
    connections: connectionsPerOrigin,
    pipelining: 1,
    // Whole exchanges have a deadline of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const dependencies = { dispatcher, deadlines: createDeadlines({ clock }), budgets, clock, userAgent };
  return {
    request: (request) => requestWithRedirects(dependencies, request),
    async assertAllowed(url) {
      const { hostname } = parseTarget(url);
      const fault = isIP(hostname) ? refusalOf({ rules }, hostname) : undefined;
      if (fault) throw fault;
      if (!isIP(hostname)) await assertNameAllowed(hostname);
    },
    hold: (key, hold) => budgets.hold(key, hold),
    charge: (key, cost) => budgets.charge(key, cost),
    async close() {
      budgets.close(new Fault('provider.unreachable', 'The request was not sent: the server is shutting down.'));
      await dispatcher.destroy();
    },
  };

  async function assertNameAllowed(hostname: string): Promise<void> {
    const decided = new AbortController();
    const check = allowedAddresses({ rules, resolve }, hostname).catch((error: unknown) => error);
    const outcome = await Promise.race([check, clock.sleep(resolveTimeoutMs, decided.signal)]);
    decided.abort();
    if (outcome instanceof Fault) throw outcome;
  }
}

interface Dependencies {
  dispatcher: Dispatcher;
  deadlines: Deadlines;
  budgets: Budgets;
  clock: Clock;
  userAgent: string;
}

async function requestWithRedirects(dependencies: Dependencies, first: EgressRequest): Promise<EgressResponse> {
  let request = first;
  let timeoutMs = first.timeoutMs ?? defaultTimeoutMs;
  for (let redirectsLeft = first.maxRedirects ?? 0; ; redirectsLeft--) {
    const response = await send(dependencies, request, timeoutMs);
    const next = redirectsLeft > 0 ? redirected(request, response.status, response.headers['location']) : undefined;
    if (!next) return response;
    request = next;
    timeoutMs -= response.durationMs;
  }
}

async function send(dependencies: Dependencies, request: EgressRequest, timeoutMs: number): Promise<EgressResponse> {
  const { budgets, clock, userAgent } = dependencies;
  const target = parseTarget(request.url);
  const release = request.budget && (await budgets.spend(request.budget, request.signal));
  try {
    return await exchange(dependencies, {
      origin: target.origin,
      host: target.host,
      path: target.path,
      method: request.method,
      headers: outgoingHeaders(request, target, userAgent),
      body: request.body ?? null,
      deadline: clock.now() + timeoutMs,
      timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
      maxBodyBytes: request.maxBodyBytes ?? defaultMaxBodyBytes,
      signal: request.signal,
    });
  } finally {
    release?.();
  }
}

/** Names and values in turn, the form that costs undici least. */
function outgoingHeaders({ headers }: EgressRequest, target: Target, userAgent: string): string[] {
  const lines: string[] = [];
  const defaults = new Map([
    ['user-agent', userAgent],
    ['accept-encoding', acceptEncoding],
  ]);
  if (target.authorization) defaults.set('authorization', target.authorization);
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    defaults.delete(name.toLowerCase());
    lines.push(name, value);
  }
  for (const [name, value] of defaults) lines.push(name, value);
  return lines;
}
