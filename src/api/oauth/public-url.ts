import type { FastifyRequest } from 'fastify';
import { Fault } from '../../model/fault.ts';
import { apiPrefix } from '../api-prefix.ts';
import { publicBase } from '../public-base.ts';

/**
 * Where providers send users back to: below the public address of this server, or where none is set, below the address
 * that it was called by. Throws `connect.unavailable` where a call names none.
 */
export function callbackUrl({ publicUrl }: { publicUrl?: string | undefined }, request: FastifyRequest): string {
  const base = publicBase({ publicUrl }, request);
  if (base !== undefined) return `${base}${apiPrefix}/oauth/callback`;
  throw new Fault(
    'connect.unavailable',
    'This server does not know the address that providers can send users back to: set TIDINGS_PUBLIC_URL.',
  );
}
