import type { z } from 'zod';
import { Fault } from '../model/fault.ts';

/** A page token that says where the next page begins: base64 of JSON, as the contract has it. */
export const printPlaceToken = (place: object): string => Buffer.from(JSON.stringify(place)).toString('base64');

/** Throws `query.invalid` for anything that is not such a token. */
export function parsePlaceToken<T>(token: string, schema: z.ZodType<T>): T {
  const found = schema.safeParse(parsed(Buffer.from(token, 'base64').toString('utf8')));
  if (found.success) return found.data;
  const message = `nextPage: found ${JSON.stringify(token.slice(0, 40))}; allowed: the Elements-Next-Page-Token of the page before.`;
  throw new Fault('query.invalid', message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
