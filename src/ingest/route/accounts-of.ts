import type { JsonValue } from '../../lib/json.ts';
import { itemsIn } from '../body/items-in.ts';
import { textOf } from '../body/text-of.ts';

/** The accounts that one item names: the value at the path, or each value of a list there. */
export const accountsOf = (item: JsonValue, path: string): string[] =>
  itemsIn(item, path).flatMap((value) => {
    const account = textOf(value);
    return account === undefined || account === '' ? [] : [account];
  });
