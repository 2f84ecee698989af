import type { Bounds } from '../collection.ts';
import type { OauthRules } from '../oauth-server.ts';
import type { Limit, RateVerdict } from '../rate-limit.ts';
import type { RecordStore } from '../record-store.ts';
import type { Entry, Reply, Route, SimRequest } from '../types.ts';
import type { WebhookSource } from '../webhooks/webhooks.ts';

export interface VendorParts {
  store: RecordStore;
  /** For the paths by which clients subscribe. */
  webhooks: WebhookSource;
  nowMs: () => number;
  /** The address below which everything of this provider is: `http://127.0.0.1:9999/salesloft`. */
  rootUrl: string;
}

export type VendorOptions = Record<string, boolean | string>;

/** What one pretend vendor does in its own way; faults, tokens and records are the same for all. */
export interface Vendor {
  /** The part of the base address below the provider's prefix: '' or '/api/3'. */
  apiPath: string;
  auth: { kind: 'oauth'; rules: OauthRules } | { kind: 'apiKey'; header: string };
  /** As documented; enforced only when asked for. */
  requestLimit: Limit;
  authLimit?: Limit;
  options: VendorOptions;
  /** Called after options changed, before the records are written anew. Throws for a value it cannot use. */
  useOptions(options: VendorOptions): void;
  /** Called for a collection that does not exist yet; true when the vendor has added it. */
  openCollection?(resource: string): boolean;
  route(request: SimRequest): Route | undefined;
  notFound(request: SimRequest): Reply;
  badCredentials(): Reply;
  limited(verdict: RateVerdict): Reply;
  /** What one request takes from the limit; default 1. */
  cost?(request: SimRequest): number;
  /** Headers of every answer of the API. */
  headers(verdict: RateVerdict, cost: number): Record<string, string>;
}

/** Reads a whole number of a query; undefined when it is absent or is not one. */
export function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Bounds for a query, or nothing when both sides are open. */
export function someBounds(bounds: Bounds): Bounds | undefined {
  return bounds.from === undefined && bounds.to === undefined ? undefined : bounds;
}

/** The route of one record; `wrap` puts its JSON into the envelope, if there is one. */
export function oneRecordRoute(entry: Entry | undefined, missing: Reply, wrap = (json: string) => json): Route {
  return {
    isList: false,
    answer: () => (entry ? { status: 200, body: wrap(entry.bytes.toString()) } : missing),
  };
}
