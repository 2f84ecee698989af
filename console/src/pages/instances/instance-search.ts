import { textOf, wordOf, type RawSearch } from '../../parts/use-url-state.ts';

export const states = ['healthy', 'attention', 'reconnect', 'paused', 'failing', 'disabled'] as const;
export type State = (typeof states)[number];
export const sorts = ['newest', 'name', 'oldest'] as const;
export type Sort = (typeof sorts)[number];

/** What of the list is shown, as it stands in the URL. */
export interface InstanceSearch {
  q: string | undefined;
  connector: string | undefined;
  state: State | undefined;
  tag: string | undefined;
  sort: Sort | undefined;
  /** From 1 on; undefined: the first. */
  page: number | undefined;
}

export const pageSize = 25;
const lastPage = 1_000_000;

export const parseInstanceSearch = (raw: RawSearch): InstanceSearch => ({
  q: textOf(raw, 'q'),
  connector: textOf(raw, 'connector'),
  state: wordOf(raw, 'state', states),
  tag: textOf(raw, 'tag'),
  sort: wordOf(raw, 'sort', sorts),
  page: pageOf(textOf(raw, 'page')),
});

function pageOf(text: string | undefined): number | undefined {
  const page = text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : 1;
  return page > 1 && page <= lastPage ? page : undefined;
}

/** The same as the server is asked for it. */
export const toQuery = ({ q, connector, state, tag, sort, page }: InstanceSearch) => ({
  health: 'true' as const,
  pageSize,
  page: page ?? 1,
  sort: sort ?? 'newest',
  ...(q !== undefined && { searchText: q }),
  ...(connector !== undefined && { elementKey: connector }),
  ...(state !== undefined && { state }),
  ...(tag !== undefined && { 'tags[]': [tag] }),
});

/** Whether instances may be hidden by it. */
export const isNarrowed = ({ q, connector, state, tag }: InstanceSearch): boolean =>
  [q, connector, state, tag].some((value) => value !== undefined);

/** What takes everything away that narrows the list. */
export const everything = { q: undefined, connector: undefined, state: undefined, tag: undefined, page: undefined };
