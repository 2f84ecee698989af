import { useNavigate, useSearch } from '@tanstack/react-router';

/** The query of the URL as it is, before a page has read it. */
export type RawSearch = Readonly<Record<string, unknown>>;

/**
 * State that stands in the URL, so that a link shows what its sender saw. `parse` must accept anything: people edit URLs.
 * A value of undefined leaves the URL. Changes replace the entry of the history unless `push` is said.
 */
export function useUrlState<T extends object>(
  parse: (search: RawSearch) => T,
): [T, (change: { [K in keyof T]?: T[K] | undefined }, options?: { push?: boolean }) => void] {
  const search: RawSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (values: { [K in keyof T]?: T[K] | undefined }, { push = false } = {}) => {
    void navigate({
      to: '.',
      search: (before: RawSearch) => ({ ...before, ...values }),
      replace: !push,
      resetScroll: false,
    } as never);
  };
  return [parse(search), change];
}

/** A text of the query; numbers that were read out of the URL become texts again. */
export function textOf(search: RawSearch, key: string): string | undefined {
  const value = search[key];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of the allowed words of the query, or undefined. */
export function wordOf<W extends string>(search: RawSearch, key: string, allowed: readonly W[]): W | undefined {
  const value = textOf(search, key);
  return allowed.find((word) => word === value);
}
