/**
 * Whether a statement failed because the database cannot be reached, is starting or stopping, or has no connection to
 * give: what passes by itself.
 */
export function isDatabaseAway(error: unknown): boolean {
  // Of each address that the name of the database has.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return messages.has(error.message);
  return states.test(code) || (typeof syscall === 'string' && syscalls.includes(syscall));
}

/** SQLSTATE: connections (class 08), shutdown, start, and too many connections. */
const states = /^(?:08\w{3}|57P0[123]|53300)$/;

/** What Node was doing when a connection failed or broke. */
const syscalls: readonly string[] = ['connect', 'read', 'write', 'getaddrinfo'];

/** The driver has no codes for these. */
const messages: ReadonlySet<string> = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
]);
