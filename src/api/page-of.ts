import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { pageHeaders } from './routes.ts';

/** The parameters of a list that is read page by page. */
export const paging = (byDefault: number, most: number) => ({
  pageSize: z.coerce.number().int().min(1).max(most).default(byDefault),
  nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
});

export interface PageToSend<Item> {
  /** One item more than the page has tells that there is a next one. */
  found: Item[];
  pageSize: number;
  /** Where `found` does not tell. */
  hasMore?: boolean;
  /** On all pages; undefined: not counted. */
  total: number | undefined;
  tokenOf: (last: Item) => string;
}

/** The items of this page; the headers tell of the others. */
export function pageOf<Item>(
  reply: Pick<FastifyReply, 'header'>,
  { found, pageSize, hasMore, total, tokenOf }: PageToSend<Item>,
): Item[] {
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  if ((hasMore ?? found.length > page.length) && last !== undefined) reply.header(pageHeaders.nextPage, tokenOf(last));
  if (total !== undefined) reply.header(pageHeaders.total, String(total));
  reply.header(pageHeaders.returned, String(page.length));
  return page;
}
