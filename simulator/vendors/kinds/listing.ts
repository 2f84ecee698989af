import type { Collection, Query } from '../../collection.ts';
import type { RecordStore } from '../../record-store.ts';
import type { Entry, Fields, ListView } from '../../types.ts';
import type { Listing, Rows } from './kind.ts';
import { seal, unseal } from './kind.ts';

/** The records of a collection as one request sees them. */
export function listingOf(
  { store, collection, forgotten }: { store: RecordStore; collection: Collection; forgotten: number },
  view: ListView,
): Listing {
  const nowMicros = store.nowMicros();
  const rows = (query: Partial<Query> = {}): Rows => {
    if (view.empty) return { entries: [], records: [], total: 0 };
    const { updated, created, where, ...rest } = query;
    const filters = view.ignoreFilters
      ? {}
      : { ...(updated && { updated }), ...(created && { created }), ...(where && { where }) };
    const found = collection.query({ order: 'updated', offset: 0, limit: Infinity, ...rest, ...filters }, nowMicros);
    return { entries: found.entries, records: found.entries.map(recordOf), total: found.total };
  };
  const { resource } = collection.shape;
  return {
    rows,
    after: (query, cursor, limit) => after(rows, query, { cursor, limit }),
    one: (id) => {
      const entry = collection.shown(id, nowMicros);
      return entry && recordOf(entry);
    },
    changes: () => (view.empty ? [] : store.history(resource)),
    forgotten,
    nowMicros,
  };
}

const recordOf = (entry: Entry): Fields => JSON.parse(entry.bytes.toString()) as Fields;

/** A page behind the row that a cursor stands for: rows that move shift nothing. */
function after(
  rows: (query?: Partial<Query>) => Rows,
  query: Partial<Query>,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): { records: Fields[]; next: string | undefined } {
  const last = cursor === undefined ? undefined : unseal<{ at: number; number: number }>(cursor);
  const from = query.updated?.from ?? -Infinity;
  const { entries } = rows({ ...query, order: 'updated', updated: { ...query.updated, from: last?.at ?? from } });
  const behind = last
    ? entries.filter(({ updatedAt, number }) => updatedAt > last.at || (updatedAt === last.at && number > last.number))
    : entries;
  const page = behind.slice(0, limit);
  const end = page.at(-1);
  const next = end && behind.length > limit ? seal({ at: end.updatedAt, number: end.number }) : undefined;
  return { records: page.map(recordOf), next };
}
