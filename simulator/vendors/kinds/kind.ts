import type { Bounds, Query } from '../../collection.ts';
import type { Change, Entry, Fields, Reply, Shape } from '../../types.ts';
import { jsonReply } from '../../types.ts';

/** How one kind of list answers. */
export interface Kind {
  shape: (resource: string) => Shape;
  /** Default GET. */
  method?: 'GET' | 'POST';
  /** What it throws as BadRequest is answered with 400. */
  answer: (asked: Asked) => Reply;
}

/** One request to a kind, taken apart. */
export interface Asked {
  /** What follows the path of the kind: '' or `/continue`. */
  rest: string;
  query: URLSearchParams;
  /** Empty where the request had none. */
  body: Fields;
  header(name: string): string | undefined;
  /** The address of the kind itself. */
  url: string;
  /** The same without the host. */
  path: string;
  list: Listing;
}

/** The records that one request can see. */
export interface Listing {
  /** By the date of the last change unless asked otherwise. Filters are left out when a fault says so. */
  rows(query?: Partial<Query>): Rows;
  /** A page by a cursor that stands for a row. */
  after(
    query: Partial<Query>,
    cursor: string | undefined,
    limit: number,
  ): { records: Fields[]; next: string | undefined };
  one(id: string): Fields | undefined;
  /** Every change to them so far. */
  changes(): Change[];
  /** Feeds know no cursor from before so many changes. */
  forgotten: number;
  nowMicros: number;
}

export interface Rows {
  entries: Entry[];
  records: Fields[];
  /** On all pages. */
  total: number;
}

/** A request that the vendor refuses. */
export class BadRequest extends Error {}

export const ok = (body: unknown, headers?: Record<string, string>): Reply => jsonReply(200, body, headers);
export const refused = (status: number, message: string, more: Fields = {}): Reply =>
  jsonReply(status, { error: { message, ...more } });

/** A whole number of the query; `otherwise` where it is absent. */
export function numberOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new BadRequest(`${name}: "${text}" is not a whole number`);
  return Number(text);
}

/** At most as many rows as these kinds give on a page: few, so that small tests have many pages. */
export const mostRows = 5;
export const pageSizeOf = (query: URLSearchParams, name: string): number =>
  Math.max(1, Math.min(mostRows, numberOf(query, name, mostRows)));

/** Microseconds of an ISO date. */
export function microsOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new BadRequest(`"${text}" is not a date`);
  const fraction = /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
  return ms * 1000 + Number(fraction.padEnd(3, '0'));
}

/** The parameter `since`, inclusive; no bound where it is absent. */
export function since(query: URLSearchParams, name = 'since'): { updated?: Bounds } {
  const text = query.get(name);
  return text === null ? {} : { updated: { from: microsOf(text) } };
}

/** What stands for a place in a list: clients get it as a text that they cannot read. */
export const seal = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Throws for what `seal` has not made. */
export function unseal<Place>(text: string): Place {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Place;
  } catch {
    throw new BadRequest(`"${text}" is not a cursor`);
  }
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
