import { shortHash } from '../../lib/canonical-json.ts';
import type { PollDefinition } from '../poll-definition.ts';

/**
 * What makes a polled resource the same one after its configuration was edited: its name, the path it reads and the
 * field of its ids. The cursor is kept as long as this stays.
 */
export function pollIdentity({ resource, url, idField }: PollDefinition): string {
  const [path] = url.split('?', 1);
  return shortHash(JSON.stringify([resource, path, idField]));
}
