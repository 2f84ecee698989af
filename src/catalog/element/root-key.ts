import type { z } from 'zod';
import type { resourceSchema } from '../../model/connector-resource.ts';

export interface RootKeys {
  /** Put around the body of a request; empty: nothing. */
  request: string;
  /** Path in the answer; empty: the body itself. */
  response: string;
  /** What follows `[*]`: the record within each item. */
  unwrap: string;
  /** `[*]` says that it is a list. */
  isList: boolean;
}

/** `requestRoot|responseRoot`, or one root for the answer: `data`, `|data`, `items[*]`, `.events[*].event`, `$.value`. */
export function rootKeys(rootKey: string | null | undefined): RootKeys {
  const text = (rootKey ?? '').trim();
  const bar = text.indexOf('|');
  const request = bar < 0 ? '' : plainPath(text.slice(0, bar));
  const [before = '', ...after] = (bar < 0 ? text : text.slice(bar + 1)).split('[*]');
  return { request, response: plainPath(before), unwrap: plainPath(after.join('')), isList: after.length > 0 };
}

const plainPath = (path: string): string =>
  path
    .trim()
    .replace(/^\$?\.?/, '')
    .replace(/\.$/, '');

/** Where the records of a list are. `orOne`: an object there is the one record, for what is no list. */
export const recordsOf = (
  { response, unwrap }: RootKeys,
  orOne: boolean,
): z.input<typeof resourceSchema>['records'] => ({
  list: response,
  ...(unwrap !== '' && { unwrap }),
  ...(orOne && { orOne }),
});
