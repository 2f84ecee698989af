import type { z } from 'zod';
import type { pagingSchema } from '../../model/connector-paging.ts';
import type { NextPageSource } from './next-page-source.ts';
import type { ElementPaging } from './element-paging.ts';

type PagingInput = z.input<typeof pagingSchema>;
type Kind = 'offset' | 'page' | 'cursor' | 'nextLink';

interface Names {
  /** Query parameter for the rows per page; undefined: it stands elsewhere in the request, or there is none. */
  size: string | undefined;
  /** Query parameter for the number, the rows to skip or the cursor. */
  number: string | undefined;
  next: NextPageSource | undefined;
}

const pageSize = ({ size }: Names) => (size === undefined ? {} : { pageSize: size });

/** Only an empty page ends a list of numbered pages: nobody knows how many rows the vendor really gives. */
export const pagingOf: Record<Kind, (element: ElementPaging, names: Names) => PagingInput> = {
  offset: ({ maxPageSize }, { number, size }) => ({
    kind: 'offset',
    ...(number !== undefined && { offset: number }),
    ...(size !== undefined && { limit: size }),
    maxPageSize,
    end: 'emptyPage',
  }),
  page: ({ maxPageSize, firstPage }, names) => ({
    kind: 'page',
    ...(names.number !== undefined && { page: names.number }),
    ...pageSize(names),
    firstPage,
    maxPageSize,
    end: 'emptyPage',
  }),
  cursor: ({ maxPageSize }, names) => ({
    kind: 'cursor',
    ...(names.next?.path !== undefined && { cursor: names.next.path }),
    ...(names.next?.header !== undefined && { cursorHeader: names.next.header }),
    ...(names.number !== undefined && { parameter: names.number }),
    ...pageSize(names),
    maxPageSize,
  }),
  nextLink: ({ maxPageSize }, names) => ({
    kind: 'nextLink',
    ...(names.next?.path !== undefined && { link: names.next.path }),
    repeatQuery: true,
    ...pageSize(names),
    maxPageSize,
  }),
};
