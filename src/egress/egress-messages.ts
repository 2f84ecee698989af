import type { BudgetLimit } from '../lib/budget-window.ts';

/** Requests with the same key share its limits, e.g. all instances of one provider account. */
export interface RequestBudget {
  key: string;
  limits: readonly BudgetLimit[];
  /** Requests at the same time. Default: any number. */
  concurrency?: number | undefined;
  /** What the request counts as. Default 1. */
  cost?: number;
  /** True: sent only while less than half of each limit is used, and after all others. Default false. */
  background?: boolean;
}

export interface EgressRequest {
  method: string;
  /** Absolute, http or https. Credentials in it (`https://user:password@host`) become a Basic Authorization header. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** For the whole exchange: connecting, sending, every redirect, the last byte of the body. Default 30000. */
  timeoutMs?: number;
  /** Of the answer's body, counted after decompression. Default 8 MB (8 · 1024 · 1024). */
  maxBodyBytes?: number;
  /** Redirects to follow; further ones are answered as they are. Default 0. */
  maxRedirects?: number;
  /**
   * Waited for before anything is sent, up to a minute; the wait does not count towards timeoutMs. Every redirect followed
   * counts.
   */
  budget?: RequestBudget;
  /** Aborting rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface EgressResponse {
  status: number;
  /** Names in lower case; a header sent several times is joined with a comma and a blank. */
  headers: Record<string, string>;
  /** Decompressed; `content-encoding` is then gone from the headers. */
  body: Buffer;
  /** receivedAt - sentAt. */
  durationMs: number;
  /** Epoch milliseconds at which the request was handed to a connection. */
  sentAt: number;
  /** Epoch milliseconds at which the last byte of the body had arrived. */
  receivedAt: number;
}
