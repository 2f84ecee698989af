import type { FastifyRequest } from 'fastify';
import { Fault } from '../model/fault.ts';

/** What our console sends with every request. Another site cannot, without asking this server first, which never agrees. */
export const consoleHeader = 'x-tidings-console';

interface Deps {
  publicUrl?: string | undefined;
}

type Sent = Pick<FastifyRequest, 'method' | 'headers'>;

/**
 * Refuses what a browser was made to send by another site: requests that change something and are known by their cookie,
 * and sign-ins. SameSite=Strict of the cookie is the first wall, this the second. Throws `access.cross_site`.
 */
export function refuseCrossSite(deps: Deps, { method, headers }: Sent): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (headers[consoleHeader] !== '1')
    throw new Fault(
      'access.cross_site',
      'A session was sent without the header X-Tidings-Console: 1, so that another site may have sent the request.',
    );
  const site = headers['sec-fetch-site'];
  if (site !== undefined ? site === 'same-origin' : isOwnOrigin(deps, headers)) return;
  throw new Fault('access.cross_site', 'The browser says that a page of another site sent this request.');
}

/** A browser that says no origin sends none with requests of the page itself; what is no browser need not. */
function isOwnOrigin({ publicUrl }: Deps, { origin, host }: Sent['headers']): boolean {
  if (origin === undefined) return true;
  const sender = URL.parse(String(origin));
  if (!sender) return false;
  return sender.host === host || sender.origin === URL.parse(publicUrl ?? '')?.origin;
}
