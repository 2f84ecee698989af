import type { FaultBoard, FaultOf, RequestTarget } from './faults.ts';
import { bearerToken, type OauthServer } from './oauth-server.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { TokenBook } from './token-book.ts';
import type { Reply, SimRequest } from './types.ts';
import type { Vendor } from './vendors/vendor.ts';

/** Everything that one request to a provider meets. */
export interface Machine {
  vendor: Vendor;
  faults: FaultBoard;
  limiter: RateLimiter;
  tokens: TokenBook;
  /** Absent: the provider takes an API key. */
  oauth?: OauthServer;
  apiKey: () => string;
  /** The last answer of every list, by path, for stale pages. */
  lastAnswers: Map<string, Reply['body']>;
  sleep: (ms: number) => Promise<void>;
}

export type Outcome =
  | { kind: 'answer'; reply: Reply }
  /** The head and half of the body, then the connection is destroyed. */
  | { kind: 'half'; reply: Reply }
  | { kind: 'cut' }
  | { kind: 'hang' };

/** Answers one request, with the faults that strike it. `rawUrl` is the path and query as sent, below the prefix. */
export async function exchange(machine: Machine, request: SimRequest, rawUrl: string): Promise<Outcome> {
  const { faults, oauth } = machine;
  const target: RequestTarget = { text: rawUrl, isAuthorization: oauth?.isAddress(request.path) ?? false };
  const slow = faults.strike(['slow'], target);
  if (slow) await machine.sleep(slow.ms);
  const fault = faults.strike(['status', 'cut', 'hang', 'malformed'], target);
  const answer = () => (oauth && target.isAuthorization ? oauth.handle(request) : answerApi(machine, request, target));
  return fault ? faultyOutcome(fault, answer) : { kind: 'answer', reply: await answer() };
}

async function faultyOutcome(
  fault: FaultOf<'status' | 'cut' | 'hang' | 'malformed'>,
  answer: () => Reply | Promise<Reply>,
): Promise<Outcome> {
  switch (fault.kind) {
    case 'hang':
      return { kind: 'hang' };
    case 'status':
      return { kind: 'answer', reply: statusReply(fault) };
    case 'cut':
      return fault.when === 'before' ? { kind: 'cut' } : { kind: 'half', reply: await answer() };
    case 'malformed': {
      const reply = await answer();
      return { kind: 'answer', reply: { ...reply, body: firstHalf(reply.body) } };
    }
  }
}

async function answerApi(machine: Machine, request: SimRequest, target: RequestTarget): Promise<Reply> {
  const { vendor, limiter } = machine;
  const cost = vendor.cost?.(request) ?? 1;
  const verdict = limiter.take(cost);
  const reply = verdict.allowed ? await answerRoute(machine, request, target) : vendor.limited(verdict);
  return { ...reply, headers: { ...vendor.headers(verdict, cost), ...reply.headers } };
}

async function answerRoute(machine: Machine, request: SimRequest, target: RequestTarget): Promise<Reply> {
  const { vendor, faults, lastAnswers } = machine;
  const route = vendor.route(request);
  const isList = route?.isList === true;
  const isRevoked = isList && faults.strike(['revokedTokenAnswers200'], target) !== undefined;
  if (!isRevoked && !isAllowed(machine, request)) return vendor.badCredentials();
  if (!route) return vendor.notFound(request);
  if (!isList) return route.answer({ empty: false, ignoreFilters: false });
  const before = lastAnswers.get(request.path);
  if (before !== undefined && faults.strike(['stalePage'], target)) return { status: 200, body: before };
  const ignoreFilters = faults.strike(['ignoreFilters'], target) !== undefined;
  const reply = await route.answer({ empty: isRevoked, ignoreFilters });
  if (reply.status === 200) lastAnswers.set(request.path, reply.body);
  faults.strike(['pageShift'], target)?.run();
  return reply;
}

function isAllowed({ vendor, tokens, apiKey }: Machine, request: SimRequest): boolean {
  if (vendor.auth.kind === 'apiKey') return request.headers[vendor.auth.header] === apiKey();
  return tokens.isValid(bearerToken(request));
}

function statusReply(fault: FaultOf<'status'>): Reply {
  return {
    status: fault.status,
    body: fault.body ?? JSON.stringify({ message: `Fault on command: status ${fault.status}` }),
    ...(fault.retryAfter !== undefined && { headers: { 'retry-after': String(fault.retryAfter) } }),
  };
}

function firstHalf(body: Reply['body']): Buffer {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, bytes.length >>> 1);
}
