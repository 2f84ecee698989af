import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicBase } from './public-base.ts';

const cookieName = 'tidings_session';

/** Register before the routes. */
export function readCookies(app: FastifyInstance): void {
  void app.register(fastifyCookie);
}

/** The token of the session that a request came with. */
export function sessionTokenOf({ cookies }: FastifyRequest): string | undefined {
  const token = cookies[cookieName];
  return token === '' ? undefined : token;
}

/** Scripts cannot read it, no other site can send it, and the browser forgets it when it ends. */
export const setSessionCookie = (deps: PublicAddress, request: FastifyRequest, reply: FastifyReply, token: string) =>
  reply.setCookie(cookieName, token, attributes(deps, request));

export const clearSessionCookie = (deps: PublicAddress, request: FastifyRequest, reply: FastifyReply) =>
  reply.clearCookie(cookieName, attributes(deps, request));

interface PublicAddress {
  publicUrl?: string | undefined;
}

const attributes = (deps: PublicAddress, request: FastifyRequest) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: request.protocol === 'https' || publicBase(deps, request)?.startsWith('https:') === true,
});
