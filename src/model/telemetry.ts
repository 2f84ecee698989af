/** What the stages tell of their work, for figures and traces. Telling costs next to nothing and never fails. */
export interface Telemetry {
  pollFinished: (poll: { outcome: string; durationMs: number }) => void;
  /** After they were committed. A word that is none of `eventTypes` counts as UNKNOWN. */
  eventsStored: (types: Iterable<string>) => void;
  deliveryAttempted: (attempt: { outcome: string; durationMs: number }) => void;
  tokenRefreshed: (outcome: RefreshResult) => void;
  requestAnswered: (request: AnsweredRequest) => void;
  webhookAnswered: (answer: WebhookAnswer) => void;
  webhookWorkedOn: (outcome: WebhookOutcome) => void;
  /** Does the work within a span, that is, as a part of a trace; just does it when nothing is traced. */
  inSpan: <T>(start: SpanStart, work: (span: Span) => Promise<T>) => Promise<T>;
}

export const refreshResults = ['refreshed', 'reconnect', 'failed'] as const;
/** `reconnect`: the provider wants its user to connect again; `failed`: it may go well another time. */
export type RefreshResult = (typeof refreshResults)[number];

export const webhookAnswers = ['stored', 'duplicate', 'handshake', 'nobody', 'refused', 'failed'] as const;
/**
 * What became of a webhook at the door. `nobody`: it was good, and of no account that we know, or said nothing; `refused`:
 * nothing was stored, by its own fault; `failed`: by ours.
 */
export type WebhookAnswer = (typeof webhookAnswers)[number];

export const webhookOutcomes = ['done', 'deferred', 'failed'] as const;
/** What became of a webhook in the inbox. `deferred`: something went wrong, and it is tried again later. */
export type WebhookOutcome = (typeof webhookOutcomes)[number];

export interface AnsweredRequest {
  method: string;
  /** The pattern of the URL, never the URL: `/instances/:id`. */
  route: string;
  status: number;
  durationMs: number;
}

/** Nothing secret, and no URL: traces leave the house. */
export type SpanAttributes = Record<string, string | number | boolean | undefined>;

export interface SpanStart {
  name: string;
  /** `client`: a request to another server. Default `internal`. */
  kind?: 'internal' | 'client';
  attributes: SpanAttributes;
  /** Only as a part of the work that it is done for: alone it would tell nothing. */
  insideOnly?: boolean;
}

export interface Span {
  set(attributes: SpanAttributes): void;
  /** The work came to a bad end. Where it throws this reason stands, and not the code of the fault. */
  fail(reason: string): void;
  /** What a request carries so that the receiver's trace can go on from here; empty when nothing is traced. */
  headers: Readonly<Record<string, string>>;
}

const silentSpan: Span = { set: () => {}, fail: () => {}, headers: {} };

/** Tells nobody. */
export const silentTelemetry: Telemetry = {
  pollFinished: () => {},
  eventsStored: () => {},
  deliveryAttempted: () => {},
  tokenRefreshed: () => {},
  requestAnswered: () => {},
  webhookAnswered: () => {},
  webhookWorkedOn: () => {},
  inSpan: (_start, work) => work(silentSpan),
};
