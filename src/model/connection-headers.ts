/**
 * Headers that say where a request goes, where it ends and what becomes of its connection. They are ours to write: `host`
 * could lead credentials to another customer of the same proxy.
 */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export const isConnectionHeader = (name: string): boolean => connectionHeaders.has(name.trim().toLowerCase());

/** What is told of one that a connector wants to set. */
export const otherHeader = 'a header other than those of the connection itself (host, content-length, upgrade, …)';
