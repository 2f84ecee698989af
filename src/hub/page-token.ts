import { z } from 'zod';
import { Fault } from '../model/fault.ts';
import { pagePositionSchema } from './page-position.ts';

const tokenSchema = z.strictObject({
  /** The vendor's page to read; absent: the first. */
  position: pagePositionSchema.optional(),
  /** Records of that page that earlier hub pages have given out. */
  skip: z.number().int().nonnegative(),
  /** Rows of the vendor's pages, which the position counts in. */
  rows: z.number().int().positive(),
});

/** Where a hub page begins. */
export type HubPosition = z.output<typeof tokenSchema>;

/** The form of the contract: base64 of JSON. */
export const printPageToken = (position: HubPosition): string =>
  Buffer.from(JSON.stringify(position)).toString('base64');

/** Throws `query.invalid` for anything that printPageToken has not made. */
export function parsePageToken(token: string): HubPosition {
  const parsed = tokenSchema.safeParse(jsonOf(Buffer.from(token, 'base64').toString('utf8')));
  if (parsed.success) return parsed.data;
  const shown = token.length > 40 ? `${token.slice(0, 40)}…` : token;
  throw new Fault(
    'query.invalid',
    `nextPage: found ${JSON.stringify(shown)}, allowed: the Elements-Next-Page-Token of the page before`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
