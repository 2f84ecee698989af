import { Collection } from './collection.ts';
import type { FaultBoard } from './faults.ts';
import type { ProviderClock } from './provider-clock.ts';
import type { Change, ChangeType, Entry, Fields, Shape } from './types.ts';

export interface CreateOptions {
  /** The number of the record's id, to use an id again after a deletion; default: the next one. */
  number?: number;
  /** Stamps other than now, microseconds since 1970 (back-dated and future records). */
  createdAt?: number;
  updatedAt?: number;
}

export interface UpdateOptions {
  /** Another stamp than now, microseconds since 1970. */
  updatedAt?: number;
  /** False: the content changes and the updated stamp stays, as some providers do. Default true. */
  bump?: boolean;
}

/** Hears of every change; `change` makes the whole of it, which costs something. */
export type ChangeListener = (made: { type: ChangeType; resource: string }, change: () => Change) => void;

interface StoredChange {
  at: number;
  updatedAt: number;
  type: ChangeType;
  shape: Shape;
  id: string;
  bytes: Buffer;
}

/** All records of one provider, and every change ever made to them. */
export class RecordStore {
  readonly #collections = new Map<string, Collection>();
  readonly #collectionById = new Map<string, Collection>();
  readonly #clock: ProviderClock;
  readonly #faults: FaultBoard;
  readonly #tell: ChangeListener;
  readonly #numbers = new Map<string, number>();
  #history: StoredChange[] = [];
  #version = 0;

  constructor({ clock, faults, tell }: { clock: ProviderClock; faults: FaultBoard; tell: ChangeListener }) {
    this.#clock = clock;
    this.#faults = faults;
    this.#tell = tell;
  }

  addCollection(shape: Shape): Collection {
    if (this.#collections.has(shape.resource)) throw new Error(`There is a collection ${shape.resource} already.`);
    const collection = new Collection(shape);
    this.#collections.set(shape.resource, collection);
    return collection;
  }

  collection(resource: string): Collection {
    const found = this.#collections.get(resource);
    if (!found) throw new Error(`No collection ${resource}; there are: ${[...this.#collections.keys()].join(', ')}.`);
    return found;
  }

  resources(): string[] {
    return [...this.#collections.keys()];
  }

  nowMicros(): number {
    return Math.floor(this.#clock.nowMs() * 1000);
  }

  create(resource: string, fields: Fields, options: CreateOptions): Change {
    return toChange(this.#create(resource, fields, options));
  }

  update(id: string, fields: Fields, options: UpdateOptions): Change {
    return toChange(this.#update(id, fields, options));
  }

  delete(id: string): Change {
    return toChange(this.#delete(id));
  }

  /** Creates `count` records of defaults. */
  load(resource: string, count: number, options: CreateOptions = {}): void {
    for (let done = 0; done < count; done++) this.#create(resource, {}, options);
  }

  /** Updates these records without changing a field: only the stamp moves, as counters do at some vendors. */
  touch(ids: Iterable<string>): void {
    for (const id of ids) this.#update(id, {}, {});
  }

  /** As the API shows them, in the order of ids, whether or not lists show them yet. */
  records(resource?: string): Fields[] {
    const collections = resource === undefined ? [...this.#collections.values()] : [this.collection(resource)];
    return collections.flatMap((each) => each.all().map((entry) => each.shape.toRecord(entry.bytes.toString())));
  }

  ids(resource: string): string[] {
    return this.collection(resource)
      .all()
      .map((entry) => entry.id);
  }

  /** Every change in the order in which it was made, from position `from` on. */
  history(resource?: string, from = 0): Change[] {
    const changes = this.#history.slice(from);
    return changes.filter(({ shape }) => resource === undefined || shape.resource === resource).map(toChange);
  }

  historyLength(): number {
    return this.#history.length;
  }

  /** Shows every record anew, also late ones, after an option changed how the vendor writes them; it is no change. */
  reserialise(): void {
    for (const collection of this.#collections.values()) {
      for (const entry of collection.all()) collection.put(this.#entry(collection.shape, entry));
    }
  }

  clear(): void {
    for (const collection of this.#collections.values()) collection.clear();
    this.#collectionById.clear();
    this.#numbers.clear();
    this.#history = [];
  }

  #create(resource: string, fields: Fields, options: CreateOptions): StoredChange {
    const collection = this.collection(resource);
    const { shape } = collection;
    shape.checkFields?.(fields);
    const number = this.#takeNumber(shape, options.number);
    const id = shape.idOf?.(number, fields) ?? String(number);
    if (this.#collectionById.has(id)) throw new Error(`${resource} cannot create ${id}: there is such a record.`);
    const at = this.#clock.stampMicros();
    const createdAt = cut(options.createdAt ?? at, shape);
    const updatedAt = options.updatedAt === undefined ? createdAt : cut(options.updatedAt, shape);
    const entry = this.#entry(shape, { id, number, createdAt, updatedAt, fields });
    collection.put(entry, this.#visibleAt(at));
    this.#collectionById.set(id, collection);
    return this.#record('CREATED', at, shape, entry);
  }

  #update(id: string, fields: Fields, options: UpdateOptions): StoredChange {
    const { collection, before } = this.#find(id);
    const { shape } = collection;
    shape.checkFields?.(fields);
    const at = this.#clock.stampMicros();
    const stamp = options.bump === false ? before.updatedAt : (options.updatedAt ?? at);
    const entry = this.#entry(shape, {
      ...before,
      updatedAt: cut(stamp, shape),
      fields: { ...before.fields, ...fields },
    });
    collection.put(entry, this.#visibleAt(at));
    return this.#record('UPDATED', at, shape, entry);
  }

  #delete(id: string): StoredChange {
    const { collection, before } = this.#find(id);
    const at = this.#clock.stampMicros();
    this.#version += 1;
    collection.remove(id, this.#version, this.#visibleAt(at));
    this.#collectionById.delete(id);
    return this.#record('DELETED', at, collection.shape, before);
  }

  #find(id: string): { collection: Collection; before: Entry } {
    const collection = this.#collectionById.get(id);
    const before = collection?.get(id);
    if (!collection || !before) throw new Error(`There is no record ${id}.`);
    return { collection, before };
  }

  #entry(shape: Shape, parts: Omit<Entry, 'version' | 'bytes'>): Entry {
    this.#version += 1;
    const { id, number, createdAt, updatedAt, fields } = parts;
    const entry = { id, number, version: this.#version, createdAt, updatedAt, fields };
    return { ...entry, bytes: Buffer.from(shape.serialise(entry)) };
  }

  #takeNumber(shape: Shape, wanted: number | undefined): number {
    const sequence = shape.ownSequence ? shape.resource : '';
    const next = this.#numbers.get(sequence) ?? (shape.ownSequence ? 0 : 1);
    const taken = wanted ?? next;
    this.#numbers.set(sequence, Math.max(next, taken + 1));
    return taken;
  }

  #visibleAt(at: number): number | undefined {
    const fault = this.#faults.strike(['lateVisibility']);
    return fault && at + fault.ms * 1000;
  }

  #record(type: ChangeType, at: number, shape: Shape, entry: Entry): StoredChange {
    const change = { at, updatedAt: entry.updatedAt, type, shape, id: entry.id, bytes: entry.bytes };
    this.#history.push(change);
    this.#tell({ type, resource: shape.resource }, () => toChange(change));
    return change;
  }
}

function cut(micros: number, { precisionMicros }: Shape): number {
  return Math.floor(micros / precisionMicros) * precisionMicros;
}

function toChange({ at, updatedAt, type, shape, id, bytes }: StoredChange): Change {
  return { at, updatedAt, type, resource: shape.resource, id, record: shape.toRecord(bytes.toString()) };
}
