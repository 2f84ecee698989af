import type { JsonRecord } from '../../lib/json.ts';
import { readElement } from '../element/read-element.ts';

/**
 * What a stored element document means. Its own `id` is that of the server it was exported from; here it has the one of
 * its row.
 */
export const readBuilt = ({ id, key, element }: { id: number; key: string; element: JsonRecord }) =>
  readElement({ ...element, id, key });
