import type { FastifyInstance } from 'fastify';

/** What a request has written may be due at once: a poll, a delivery, a replay. Reads and refused requests wake nobody. */
export function wakeWorkersAfterWrites(app: FastifyInstance, { wakeWorkers }: { wakeWorkers?: () => void }): void {
  if (!wakeWorkers) return;
  app.addHook('onResponse', (request, reply, done) => {
    if (request.method !== 'GET' && reply.statusCode < 300) wakeWorkers();
    done();
  });
}
