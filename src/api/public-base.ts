import type { FastifyRequest } from 'fastify';

/**
 * The address under which others reach this server, without a slash at its end: the public one, or where none is set, that by
 * which it was called. Undefined where a call names none.
 */
export const publicBase = (
  { publicUrl }: { publicUrl?: string | undefined },
  { protocol, headers }: Pick<FastifyRequest, 'protocol' | 'headers'>,
): string | undefined => publicUrl ?? URL.parse(`${protocol}://${headers.host ?? ''}`)?.origin;

/** The address by which a call reached us, without a slash at its end; undefined where it names none. */
export const calledAt = (request: FastifyRequest): string | undefined => publicBase({}, request);
