import { SortedList } from './sorted-list.ts';
import type { Entry, Shape } from './types.ts';

/** Microseconds: `from` is inside, `to` is outside; a missing bound is open. */
export interface Bounds {
  from?: number;
  to?: number;
}

export interface Query {
  updated?: Bounds;
  created?: Bounds;
  /** Anything else; `key` must tell it from every other condition, because results are kept under it. */
  where?: { key: string; holds: (entry: Entry) => boolean };
  order: 'id' | 'created' | 'updated';
  descending?: boolean;
  offset: number;
  limit: number;
}

export interface Page {
  entries: Entry[];
  /** How many records match, on all pages. */
  total: number;
}

interface Pending {
  visibleAtMicros: number;
  id: string;
  version: number;
  /** Absent: a deletion. */
  entry?: Entry;
}

type Order = Query['order'];

const byId = (a: Entry, b: Entry) => a.number - b.number;
const byCreated = (a: Entry, b: Entry) => a.createdAt - b.createdAt || a.number - b.number;
const byUpdated = (a: Entry, b: Entry) => a.updatedAt - b.updatedAt || a.number - b.number;

/** The records of one collection: what is true, and (later, when visibility is late) what lists show. */
export class Collection {
  readonly shape: Shape;
  readonly #truth = new Map<string, Entry>();
  readonly #shown = new Map<string, { version: number; entry: Entry | undefined }>();
  readonly #sorted: Record<Order, SortedList<Entry>> = {
    id: new SortedList(byId),
    created: new SortedList(byCreated),
    updated: new SortedList(byUpdated),
  };
  #pending: Pending[] = [];
  #kept: { key: string; entries: Entry[] } | undefined;

  constructor(shape: Shape) {
    this.shape = shape;
  }

  get size(): number {
    return this.#truth.size;
  }

  get(id: string): Entry | undefined {
    return this.#truth.get(id);
  }

  /** Every record as it is, in the order of ids. */
  all(): Entry[] {
    return [...this.#truth.values()].toSorted(byId);
  }

  /** `visibleAtMicros` absent: lists show it at once. */
  put(entry: Entry, visibleAtMicros?: number): void {
    this.#truth.set(entry.id, entry);
    this.#schedule({ visibleAtMicros: visibleAtMicros ?? -Infinity, id: entry.id, version: entry.version, entry });
  }

  remove(id: string, version: number, visibleAtMicros?: number): void {
    this.#truth.delete(id);
    this.#schedule({ visibleAtMicros: visibleAtMicros ?? -Infinity, id, version });
  }

  clear(): void {
    this.#truth.clear();
    this.#shown.clear();
    for (const sorted of Object.values(this.#sorted)) sorted.clear();
    this.#pending = [];
    this.#kept = undefined;
  }

  /** The record as lists show it, which is also what a request for one record shows. */
  shown(id: string, nowMicros: number): Entry | undefined {
    this.#settle(nowMicros);
    return this.#shown.get(id)?.entry;
  }

  lastUpdatedMicros(nowMicros: number): number | undefined {
    this.#settle(nowMicros);
    const { updated } = this.#sorted;
    return updated.slice(updated.size - 1, updated.size)[0]?.updatedAt;
  }

  query(query: Query, nowMicros: number): Page {
    this.#settle(nowMicros);
    const conditions = [query.updated && 'updated', query.created && 'created', query.where && 'where'].filter(Boolean);
    if (conditions.length > 1 || (conditions[0] !== undefined && conditions[0] !== query.order)) {
      return pageOf(this.#matches(query), query);
    }
    const sorted = this.#sorted[query.order];
    const [start, end] = range(sorted, query.order, query.updated ?? query.created);
    return { entries: this.#slice(sorted, start, end, query), total: end - start };
  }

  #slice(sorted: SortedList<Entry>, start: number, end: number, query: Query): Entry[] {
    if (!query.descending) return sorted.slice(start + query.offset, Math.min(end, start + query.offset + query.limit));
    const last = end - query.offset;
    return sorted.slice(Math.max(start, last - query.limit), Math.max(start, last)).toReversed();
  }

  /** Matching records in order; kept for the next page, until a record changes. */
  #matches(query: Query): Entry[] {
    const key = JSON.stringify([query.updated, query.created, query.where?.key, query.order]);
    if (this.#kept?.key === key) return this.#kept.entries;
    const narrowest = query.updated ? 'updated' : 'created';
    const [start, end] = range(this.#sorted[narrowest], narrowest, query.updated ?? query.created);
    const holds = (entry: Entry) =>
      inside(entry.updatedAt, query.updated) &&
      inside(entry.createdAt, query.created) &&
      (query.where?.holds(entry) ?? true);
    // Sorting a few is cheaper than walking all; walking all is cheaper than sorting many.
    const isFew = (end - start) * 16 < this.#sorted.id.size;
    const source = isFew
      ? this.#sorted[narrowest].slice(start, end).toSorted(comparators[query.order])
      : this.#sorted[query.order];
    const entries = [];
    for (const entry of source) if (holds(entry)) entries.push(entry);
    this.#kept = { key, entries };
    return entries;
  }

  #schedule(pending: Pending): void {
    if (pending.visibleAtMicros === -Infinity) return this.#show(pending);
    const place = this.#pending.findLastIndex((other) => other.visibleAtMicros <= pending.visibleAtMicros) + 1;
    this.#pending.splice(place, 0, pending);
  }

  #settle(nowMicros: number): void {
    let due = 0;
    for (const pending of this.#pending) {
      if (pending.visibleAtMicros > nowMicros) break;
      this.#show(pending);
      due += 1;
    }
    if (due > 0) this.#pending.splice(0, due);
  }

  /** A late version never replaces a newer one that is shown already. */
  #show({ id, version, entry }: Pending): void {
    const before = this.#shown.get(id);
    if (before && before.version >= version) return;
    this.#kept = undefined;
    if (before?.entry) for (const sorted of Object.values(this.#sorted)) sorted.delete(before.entry);
    if (entry) for (const sorted of Object.values(this.#sorted)) sorted.add(entry);
    this.#shown.set(id, { version, entry });
  }
}

const comparators: Record<Order, (a: Entry, b: Entry) => number> = { id: byId, created: byCreated, updated: byUpdated };

function range(sorted: SortedList<Entry>, order: Order, bounds: Bounds | undefined): [number, number] {
  const stamp = order === 'created' ? (entry: Entry) => entry.createdAt : (entry: Entry) => entry.updatedAt;
  const { from, to } = bounds ?? {};
  const start = from === undefined ? 0 : sorted.countWhile((entry) => stamp(entry) < from);
  const end = to === undefined ? sorted.size : sorted.countWhile((entry) => stamp(entry) < to);
  return [start, Math.max(start, end)];
}

function inside(stamp: number, bounds: Bounds | undefined): boolean {
  return (bounds?.from === undefined || stamp >= bounds.from) && (bounds?.to === undefined || stamp < bounds.to);
}

function pageOf(entries: Entry[], { descending, offset, limit }: Query): Page {
  const ordered = descending ? entries.toReversed() : entries;
  return { entries: ordered.slice(offset, offset + limit), total: entries.length };
}
