import { createHash } from 'node:crypto';

/** The numeric id of a configuration entry on the wire: 31 bits of a hash, so that it never changes. */
export const configurationId = (connectorKey: string, key: string): number =>
  createHash('sha256').update(`${connectorKey} ${key}`).digest().readUInt32BE() >>> 1;
