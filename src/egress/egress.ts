import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { Fault } from '../model/fault.ts';
import type { QuotaHold, SharedQuota } from '../model/provider-quota.ts';
import type { QuotaUse } from '../model/quota-use.ts';
import { createAddressRules } from './address-rules.ts';
import { createBudgets, type Budgets } from './budgets.ts';
import { createDeadlines, type Deadlines } from './deadlines.ts';
import { acceptEncoding } from './decode-body.ts';
import type { EgressRequest, EgressResponse } from './egress-messages.ts';
import { exchange } from './exchange.ts';
import { allowedAddresses, createGuardedConnector, refusalOf, type Resolve } from './guarded-connector.ts';
import { redirected } from './redirect.ts';
import { isPrivateName } from './special-names.ts';
import { parseTarget, type Target } from './target.ts';

export type { EgressRequest, EgressResponse } from './egress-messages.ts';
export type { Resolve } from './guarded-connector.ts';

/** The only way out: every HTTP request of ours to providers and callbacks. */
export interface Egress {
  /**
   * Sends a request and reads the whole answer, whatever its status. Throws the faults `address.refused`,
   * `provider.unreachable` (also for a time-out), `provider.too_large`, `provider.malformed` (a broken encoding),
   * `configuration.invalid` (a header that cannot be sent) and `provider.throttled` (the budget is used up for longer than
   * its longest wait), `quota.unavailable` (the processes that share the budget cannot be asked); their messages may name the host and never path or query.
   */
  request(request: EgressRequest): Promise<EgressResponse>;
  /**
   * Throws `address.refused` when requests to this URL would be: its scheme, port, host, or all addresses that the name
   * resolves to at present. A name that does not resolve passes: it may exist tomorrow, and each connection is checked.
   * Only a name that exists in private networks alone, such as `hooks.internal`, does not when none of them is allowed.
   */
  assertAllowed(url: string): Promise<void>;
  /** Nothing is sent under a budget's key until then, by any process that shares it. */
  hold(key: string, hold: QuotaHold): Promise<void>;
  /** Counts under a budget's key what a request cost beyond what its budget said. */
  charge(key: string, cost: number): void;
  /** What is used of the budgets at this moment, as far as this process knows. */
  quotaUse(): QuotaUse[];
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
    // Any number: budgets and callers bound requests. A limit for each host would let one URL that hangs hold up all others.
    connections: null,
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
    quotaUse: () => budgets.use(),
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
    if (!Array.isArray(outcome) && allowNetworks.length === 0 && isPrivateName(hostname)) {
      throw new Fault(
        'address.refused',
        `${hostname} does not resolve, and only private networks have such names; only public addresses are allowed (TIDINGS_ALLOW_NETWORKS allows others).`,
      );
    }
  }
}

interface Dependencies {
  dispatcher: Dispatcher;
  deadlines: Deadlines;
  budgets: Budgets;
  clock: Clock;
  userAgent: string;
}

/** One place for the whole of it: a redirect that had to wait for its turn could not be followed after what was sent. */
async function requestWithRedirects(dependencies: Dependencies, first: EgressRequest): Promise<EgressResponse> {
  parseTarget(first.url);
  const release = first.budget && (await dependencies.budgets.spend(first.budget, first.signal));
  try {
    return await followRedirects(dependencies, first);
  } finally {
    release?.();
  }
}

async function followRedirects(dependencies: Dependencies, first: EgressRequest): Promise<EgressResponse> {
  const { budget } = first;
  let request = first;
  let timeoutMs = first.timeoutMs ?? defaultTimeoutMs;
  for (let redirectsLeft = first.maxRedirects ?? 0; ; redirectsLeft--) {
    const sent = send(dependencies, request, timeoutMs);
    const response = await (request === first ? sent : sent.catch((error: unknown) => afterRedirect(first, error)));
    const next = redirectsLeft > 0 ? redirected(request, response.status, response.headers['location']) : undefined;
    if (!next) return response;
    first.onRedirect?.(response, next.url);
    request = next;
    timeoutMs -= response.durationMs;
    if (budget) dependencies.budgets.charge(budget.key, budget.cost ?? 1);
  }
}

/** A refused address that was redirected to says so: whoever reads it never wrote that address down. */
function afterRedirect({ url }: EgressRequest, error: unknown): never {
  if (!(error instanceof Fault) || error.code !== 'address.refused') throw error;
  const message = `${parseTarget(url).host} redirects to an address that is not allowed. ${error.message}`;
  throw new Fault('address.refused', message, { cause: error });
}

async function send(dependencies: Dependencies, request: EgressRequest, timeoutMs: number): Promise<EgressResponse> {
  const { clock, userAgent } = dependencies;
  const target = parseTarget(request.url);
  return exchange(dependencies, {
    origin: target.origin,
    host: target.host,
    path: target.path,
    method: request.method,
    headers: outgoingHeaders(request, target, userAgent),
    body: request.body ?? null,
    deadline: clock.now() + timeoutMs,
    timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
    maxBodyBytes: request.maxBodyBytes ?? defaultMaxBodyBytes,
    truncateBody: request.truncateBody ?? false,
    signal: request.signal,
  });
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
