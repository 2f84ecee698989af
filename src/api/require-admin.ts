import type { FastifyRequest } from 'fastify';
import { Fault } from '../model/fault.ts';

/** Throws `access.denied` for everybody else; `what` ends the sentence "Only admins may …". */
export function requireAdmin({ identity }: Pick<FastifyRequest, 'identity'>, what: string): void {
  if (identity.caller.role !== 'admin') throw new Fault('access.denied', `Only admins may ${what}.`);
}
