import type { ChangeType } from '../types.ts';

/** What a client asks for when it subscribes. */
export interface HookRequest {
  /** Where deliveries go. */
  url: string;
  /** What deliveries are signed with; default: none. A handshake by header replaces it. */
  secret?: string;
  /** Default: all three. */
  events?: readonly ChangeType[];
  /** Names of collections; default: all. */
  resources?: readonly string[];
  /** `thin`: deliveries name records without showing them. Default `full`. */
  form?: 'full' | 'thin';
  /** Most changes in one delivery; more than one are sent together when they were made at once. Default 1. */
  batch?: number;
  /** Default: it never ends. */
  expiresInSeconds?: number;
  /**
   * Whether the address is asked first. `header`: it must answer with the same `x-hook-secret`, which deliveries are then
   * signed with. `challenge`: it must answer the query parameter `challenge` as plain text. Default `none`.
   */
  handshake?: 'none' | 'header' | 'challenge';
}

/** One subscription. */
export interface Hook {
  id: string;
  url: string;
  secret: string;
  events: readonly ChangeType[];
  /** Empty: all. */
  resources: readonly string[];
  form: 'full' | 'thin';
  batch: number;
  /** Milliseconds since 1970 by the provider's clock; undefined: never. */
  expiresAt: number | undefined;
}

/** The address did not answer the handshake as it must. */
export class HandshakeFailed extends Error {}

const allEvents = ['CREATED', 'UPDATED', 'DELETED'] as const;

/** Throws an Error that names what is wrong and what is allowed. */
export function checkHookRequest(request: HookRequest): void {
  const { url, events = [], form = 'full', batch = 1, expiresInSeconds = Infinity, handshake = 'none' } = request;
  oneOf('url', URL.parse(url)?.protocol, ['http:', 'https:']);
  for (const event of events) oneOf('events', event, allEvents);
  oneOf('form', form, ['full', 'thin']);
  oneOf('handshake', handshake, ['none', 'header', 'challenge']);
  if (!Number.isInteger(batch) || batch < 1) throw new Error(`batch is ${batch}; allowed: a whole number from 1`);
  if (!(expiresInSeconds > 0)) throw new Error(`expiresInSeconds is ${expiresInSeconds}; allowed: more than 0`);
}

function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (!(allowed as readonly unknown[]).includes(value))
    throw new Error(`${name} is ${String(value)}; allowed: ${allowed.join(', ')}`);
}

/** The subscription that a request, which has been checked, asks for. */
export function hookOf(
  request: HookRequest,
  { id, secret, nowMs }: { id: string; secret: string; nowMs: number },
): Hook {
  const { url, events = allEvents, resources = [], form = 'full', batch = 1, expiresInSeconds } = request;
  const expiresAt = expiresInSeconds === undefined ? undefined : nowMs + expiresInSeconds * 1000;
  return { id, url, secret, events, resources, form, batch, expiresAt };
}
