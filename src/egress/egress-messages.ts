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
  /** Who would have to wait longer is sent away with `provider.throttled`. 0: only what can go out now does. Default a minute. */
  longestWaitMs?: number;
  /**
   * Counted in this process alone: other processes neither share the limits nor hear of holds. Keys of such budgets are
   * theirs only: the first use of a key decides. Default false.
   */
  local?: boolean;
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
  /**
   * For a body of which the beginning is enough: one beyond maxBodyBytes is cut there, and the rest is thrown away with its
   * connection; one whose encoding is unknown or broken is as much of it as can be read. Neither is a fault: the response
   * says `truncated`. Default false.
   */
  truncateBody?: boolean;
  /** Redirects to follow; further ones are answered as they are. Each leads to an address that is checked. Default 0. */
  maxRedirects?: number;
  /**
   * Which are followed: `sameMethod` only 307 and 308, which repeat method and body, so that a POST never becomes a GET;
   * `follow` 301, 302 and 303 too. Others are answered as they are. Default `follow`.
   */
  redirects?: 'follow' | 'sameMethod';
  /**
   * Names of headers that another origin may see after a redirect, e.g. the signatures of a callback. It always sees
   * `accept`, `accept-language`, `content-type` and `user-agent`; all others may hold a key. Default none.
   */
  keepHeaders?: readonly string[];
  /** Told of each redirect that is followed: the answer, and the URL that it leads to. */
  onRedirect?: (answer: EgressResponse, url: string) => void;
  /**
   * Waited for before anything is sent; the wait does not count towards timeoutMs. Every redirect followed counts.
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
  /** True: `body` is only the beginning, as `truncateBody` asked for. Absent otherwise. */
  truncated?: true;
  /** receivedAt - sentAt. */
  durationMs: number;
  /** Epoch milliseconds at which the request was handed to a connection. */
  sentAt: number;
  /** Epoch milliseconds at which the last byte of the body had arrived. */
  receivedAt: number;
}
