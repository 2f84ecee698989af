import type { LookupAddress } from 'node:dns';

/** What `localhost` and every name under it stand for, whatever a resolver says of them (RFC 6761). */
export const localhostAddresses: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

export const isLocalhost = (hostname: string): boolean => lastLabel(hostname) === 'localhost';

/**
 * True for names that the public DNS never has and private networks use: those of one label, and those under an ending that
 * is reserved for them (RFC 6762, RFC 8375, ICANN) or not delegated because so many use it.
 */
export function isPrivateName(hostname: string): boolean {
  const name = withoutDot(hostname);
  return !name.includes('.') || privateEndings.has(lastLabel(name)) || name.endsWith('.home.arpa');
}

const privateEndings = new Set(['corp', 'home', 'internal', 'intranet', 'lan', 'local', 'localdomain', 'private']);

const lastLabel = (hostname: string) => withoutDot(hostname).split('.').at(-1) ?? '';

/** Names come from URLs and are in lower case. */
const withoutDot = (hostname: string) => (hostname.endsWith('.') ? hostname.slice(0, -1) : hostname);
