import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

export const requestIdHeader = 'Elements-Request-Id';

/** 24 hexadecimal digits, ours only: an id that callers could choose would let them forge entries of the log. */
export const newRequestId = (): string => randomBytes(12).toString('hex');

export function answerWithRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(requestIdHeader, request.id);
    done();
  });
}
