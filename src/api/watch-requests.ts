import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../lib/log.ts';
import type { Telemetry } from '../model/telemetry.ts';
import type { Identity } from './authorization.ts';

export interface RequestWatch {
  log: Log;
  telemetry: Telemetry;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True: a request that writes is nothing that somebody will look for in the log. */
    dailyBusiness?: boolean;
  }
}

const unknownRoute = 'none';

/**
 * Tells the log and the figures of every request that was answered. Neither gets the URL: of its path only the pattern, and
 * nothing of its query, which may hold secrets or names of people.
 */
export function watchRequests(app: FastifyInstance, deps: RequestWatch): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { log, telemetry } = deps;
    const { method } = request;
    const route = request.routeOptions.url ?? unknownRoute;
    const status = reply.statusCode;
    const durationMs = Math.round(reply.elapsedTime);
    telemetry.requestAnswered({ method, route, status, durationMs });
    const isDaily = request.routeOptions.config.dailyBusiness === true;
    log[isDaily && status < 400 ? 'debug' : levelOf(method, status)](
      { requestId: request.id, method, route, status, durationMs, ...whose(request) },
      'request',
    );
    done();
  });
}

/** Reading is daily business. Writing, being refused and failing are what somebody will look for. */
function levelOf(method: string, status: number): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  const reads = method === 'GET' || method === 'HEAD';
  return reads && status !== 401 && status !== 403 ? 'debug' : 'info';
}

function whose(request: FastifyRequest): { organizationId?: number; userId?: number; instanceId?: number } {
  // Not set where a route asks for no authorization, or it was refused.
  const identity = request.identity as Identity | undefined;
  const named = /\/instances\/:id(?:\/|$)/.test(request.routeOptions.url ?? '')
    ? (request.params as { id?: string }).id
    : undefined;
  const instanceId = named !== undefined && /^\d{1,15}$/.test(named) ? Number(named) : identity?.element?.id;
  return {
    ...(identity && { organizationId: identity.caller.organizationId, userId: identity.caller.userId }),
    ...(instanceId !== undefined && { instanceId }),
  };
}
