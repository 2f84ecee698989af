import type { FastifyRequest } from 'fastify';
import type { Sealer } from '../lib/sealer.ts';
import { Fault } from '../model/fault.ts';
import type { Db } from '../store/database.ts';
import { findInstanceByToken } from '../store/find-instance.ts';
import { findUserBySecrets, type Caller } from '../store/find-user.ts';
import type { StoredInstance } from '../store/stored-instance.ts';

export interface Identity {
  caller: Caller;
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

/** An onRequest hook: nothing of a request is read before it is known who sends it. */
export const access =
  (deps: { db: Db; sealer: Sealer }, needs: Access) =>
  async (request: FastifyRequest): Promise<void> => {
    const parts = parseAuthorization(request.headers.authorization);
    const missing = missingPart(parts, needs);
    if (missing)
      throw new Fault('authentication.missing', `The Authorization header lacks ${missing}. Its form is ${form}.`);
    request.identity = await identify(deps, parts);
    mayWrite(request);
  };

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

async function identify(deps: { db: Db; sealer: Sealer }, parts: AuthorizationParts): Promise<Identity> {
  const organizationSecret = parts.get('organization');
  const caller = await findUserBySecrets(deps.db, { userSecret: parts.get('user') ?? '', organizationSecret });
  if (!caller) {
    const which = organizationSecret === undefined ? 'The User secret is' : 'The User or the Organization secret is';
    throw new Fault('authentication.refused', `${which} not known.`);
  }
  const token = parts.get('element');
  if (token === undefined) return { caller, element: undefined };
  const element = await findInstanceByToken(deps, { organizationId: caller.organizationId, token });
  if (!element)
    throw new Fault('authentication.refused', 'The Element token is not known, or its instance was deleted.');
  return { caller, element };
}

function mayWrite({ method, identity }: FastifyRequest): void {
  if (identity.caller.role !== 'viewer' || method === 'GET') return;
  throw new Fault('access.denied', 'This user may only read.');
}
