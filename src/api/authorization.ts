import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealer.ts';
import { Fault } from '../model/fault.ts';
import { useBrowserSession } from '../store/browser-sessions.ts';
import type { Db } from '../store/database.ts';
import { findInstanceByToken } from '../store/find-instance.ts';
import { findUserBySecrets, type Caller } from '../store/find-user.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { sessionTokenOf } from './session-cookie.ts';

export interface Identity {
  caller: Caller;
  /** session: by the cookie of the console. No answer shows a secret to it that is not made by the very call. */
  via: 'secrets' | 'session';
  /** The instance whose token was sent. */
  element: StoredInstance | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the `access` hook of the route. */
    identity: Identity;
  }
}

/**
 * What a route needs beside `User`: `organization` for calls of the platform, `element` for calls on the instance of the
 * token, `either` for a route that is both.
 */
export type Access = 'organization' | 'element' | 'either';

const form = 'Authorization: User <secret>, Organization <secret>[, Element <token>]';

interface Deps {
  db: Db;
  sealer: Sealer;
  clock: Clock;
  publicUrl?: string | undefined;
}

export interface AccessOptions {
  /** True: users who may only read may call it too, as it changes what is theirs alone. Default false. */
  viewersToo?: boolean;
}

/** An onRequest hook: nothing of a request is read before it is known who sends it. */
export const access =
  (deps: Deps, needs: Access, { viewersToo = false }: AccessOptions = {}) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const parts = parseAuthorization(request.headers.authorization);
    const token = isEmpty(parts) ? sessionTokenOf(request) : undefined;
    if (token === undefined) {
      requireParts(parts, needs);
      request.identity = await identify(deps, parts);
    } else {
      refuseCrossSite(deps, request);
      reply.header('Cache-Control', 'no-store');
      request.identity = await identifySession(deps, token);
      if (needs === 'element') throw missing('Element');
    }
    if (!viewersToo) mayWrite(request);
  };

function requireParts(parts: AuthorizationParts, needs: Access): void {
  const lacking = missingPart(parts, needs);
  if (lacking !== undefined) throw missing(lacking);
}

const missing = (part: string): Fault =>
  new Fault('authentication.missing', `The Authorization header lacks ${part}. Its form is ${form}.`);

/** A header for somebody else, such as Basic or Bearer for a proxy, is none for us. */
const isEmpty = (parts: AuthorizationParts): boolean =>
  ['user', 'organization', 'element'].every((name) => !parts.has(name));

async function identifySession({ db, clock }: Deps, token: string): Promise<Identity> {
  const session = await useBrowserSession(db, { token, now: clock.now() });
  if (session) return { caller: session.caller, via: 'session', element: undefined };
  throw new Fault('authentication.refused', 'The session has ended; sign in again.');
}

/** The fault for an answer that is a secret and nothing else. */
export const secretForSession = (instead: string): Fault =>
  new Fault('access.denied', `A browser session is shown no secrets. ${instead}`);

export type AuthorizationParts = ReadonlyMap<string, string>;

/** `User abc, Organization def` → user: abc, organization: def. The names may be in any case. */
export function parseAuthorization(header: string | undefined): AuthorizationParts {
  const parts = (header ?? '').split(',').map((part) => /^\s*([A-Za-z]+)\s+(\S+)\s*$/.exec(part));
  return new Map(
    parts.flatMap((match) => (match?.[1] && match[2] ? [[match[1].toLowerCase(), match[2]] as const] : [])),
  );
}

function missingPart(parts: AuthorizationParts, needs: Access): string | undefined {
  if (!parts.has('user')) return 'User';
  if (needs === 'organization' && !parts.has('organization')) return 'Organization';
  if (needs === 'element' && !parts.has('element')) return 'Element';
  return needs === 'either' && !parts.has('organization') && !parts.has('element') ? 'Organization' : undefined;
}

async function identify(deps: Deps, parts: AuthorizationParts): Promise<Identity> {
  const organizationSecret = parts.get('organization');
  const caller = await findUserBySecrets(deps.db, {
    userSecret: parts.get('user') ?? '',
    organizationSecret,
    now: deps.clock.now(),
  });
  if (!caller) {
    const which = organizationSecret === undefined ? 'The User secret is' : 'The User or the Organization secret is';
    throw new Fault('authentication.refused', `${which} not known.`);
  }
  const token = parts.get('element');
  if (token === undefined) return { caller, via: 'secrets', element: undefined };
  const element = await findInstanceByToken(deps, { organizationId: caller.organizationId, token });
  if (!element)
    throw new Fault('authentication.refused', 'The Element token is not known, or its instance was deleted.');
  return { caller, via: 'secrets', element };
}

function mayWrite({ method, identity }: FastifyRequest): void {
  if (identity.caller.role !== 'viewer' || method === 'GET' || method === 'HEAD') return;
  throw new Fault('access.denied', 'This user may only read.');
}
