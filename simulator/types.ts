/** Properties of a record, as the vendor names them. */
export type Fields = Record<string, unknown>;

export type ChangeType = 'CREATED' | 'UPDATED' | 'DELETED';

/** One change that was made to a provider's records: the truth that a reader of the API is measured against. */
export interface Change {
  /** When it was made, by the provider's own clock; microseconds since 1970. */
  at: number;
  /** The record's updated stamp, cut to what the vendor can show (for DELETED: as before); microseconds since 1970. */
  updatedAt: number;
  type: ChangeType;
  /** Act-On: the list (`l-0001`, `hardbounce`, …); elsewhere the collection (`people`, `deals`, …). */
  resource: string;
  id: string;
  /** As the vendor's API shows it at that moment; for DELETED as it was shown last. */
  record: Fields;
}

/** One version of one record. Never changed in place: a change makes a new one. */
export interface Entry {
  /** Unique within the provider, also across its collections (one sequence feeds them all). */
  id: string;
  /** The number the id is made of; the order of lists that are sorted by id. */
  number: number;
  /** Grows by one with every change to any record of the provider. */
  version: number;
  /** Microseconds since 1970, cut to the vendor's precision. */
  createdAt: number;
  updatedAt: number;
  /** What was given, beside the vendor's defaults. */
  fields: Fields;
  /** The record's JSON as lists show it, written once, when it changed. */
  bytes: Buffer;
}

/** How one collection of a vendor stores and shows its records. */
export interface Shape {
  resource: string;
  /** What the vendor's stamps are cut to, in microseconds: 1, 1000 or 1,000,000. */
  precisionMicros: number;
  /** Throws an Error that names the field when the vendor could not hold these fields. */
  checkFields?(fields: Fields): void;
  /** The entry as lists show it. */
  serialise(entry: Omit<Entry, 'bytes'>): string;
  /** What `serialise` wrote, as an object (Act-On writes rows). */
  toRecord(json: string): Fields;
  /** Where ids are not plain numbers. */
  idOf?(number: number, fields: Fields): string;
  /** True: the collection counts its own records (Act-On's lists); false: one sequence for the whole provider. */
  ownSequence?: boolean;
}

export interface SimRequest {
  method: string;
  /** Below the provider's prefix: `/v2/people.json`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
  /** Default `application/json`. */
  contentType?: string;
}

/** What faults do to the answer of a list. */
export interface ListView {
  /** Answer as if there were no records. */
  empty: boolean;
  /** Leave date filters out, silently. */
  ignoreFilters: boolean;
}

export interface Route {
  /** True for lists, which some faults are limited to. */
  isList: boolean;
  answer(view: ListView): Reply | Promise<Reply>;
}

export function jsonReply(status: number, body: unknown, headers?: Record<string, string>): Reply {
  return { status, body: JSON.stringify(body), ...(headers && { headers }) };
}
