const BUCKET_SIZE = 512;

/**
 * Items kept in the order of `compare`, which must be total (no two different items compare as 0).
 * Adding, removing, counting and reading a page cost the square root of the size, so that a list of 100,000
 * records answers as fast as a list of ten and a benchmark measures the server that reads it.
 */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  #buckets: T[][] = [];
  #size = 0;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    this.#size += 1;
    const last = this.#buckets.at(-1);
    if (!last) {
      this.#buckets.push([item]);
      return;
    }
    const index = this.#bucketFor(item);
    const bucket = this.#buckets[index] ?? last;
    bucket.splice(this.#placeIn(bucket, item), 0, item);
    if (bucket.length <= BUCKET_SIZE) return;
    // Appending fills buckets in order: split off only the end, so that they stay full.
    const keep = bucket === last ? BUCKET_SIZE : BUCKET_SIZE / 2;
    this.#buckets.splice(index + 1, 0, bucket.splice(keep));
  }

  /** True when the item was there. */
  delete(item: T): boolean {
    const index = this.#bucketFor(item);
    const bucket = this.#buckets[index];
    if (!bucket) return false;
    const place = this.#placeIn(bucket, item);
    const found = bucket[place];
    if (found === undefined || this.#compare(found, item) !== 0) return false;
    bucket.splice(place, 1);
    if (bucket.length === 0) this.#buckets.splice(index, 1);
    this.#size -= 1;
    return true;
  }

  /** How many leading items `isBefore` holds for; it must hold for a prefix of the list and nothing after it. */
  countWhile(isBefore: (item: T) => boolean): number {
    let count = 0;
    for (const bucket of this.#buckets) {
      const last = bucket.at(-1);
      if (last === undefined || !isBefore(last)) return count + firstIndex(bucket, (item) => !isBefore(item));
      count += bucket.length;
    }
    return count;
  }

  /** Items at positions `from` (inclusive) to `to` (exclusive). */
  slice(from: number, to: number): T[] {
    const items: T[] = [];
    let start = 0;
    for (const bucket of this.#buckets) {
      if (start >= to) break;
      const end = start + bucket.length;
      if (end > from) {
        for (const item of bucket.slice(Math.max(0, from - start), Math.min(bucket.length, to - start)))
          items.push(item);
      }
      start = end;
    }
    return items;
  }

  *[Symbol.iterator](): Generator<T> {
    for (const bucket of this.#buckets) yield* bucket;
  }

  clear(): void {
    this.#buckets = [];
    this.#size = 0;
  }

  /** The first bucket whose last item is not before `item`, else the last bucket. */
  #bucketFor(item: T): number {
    const index = firstIndex(this.#buckets, (bucket) => {
      const last = bucket.at(-1);
      return last !== undefined && this.#compare(last, item) >= 0;
    });
    return Math.min(index, this.#buckets.length - 1);
  }

  #placeIn(bucket: T[], item: T): number {
    return firstIndex(bucket, (other) => this.#compare(other, item) >= 0);
  }
}

/** The first index for which `holds` is true, else the length; false items must all come before true ones. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
