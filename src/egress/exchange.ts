import type { Dispatcher } from 'undici';
import type { Clock } from '../lib/clock.ts';
import { Fault } from '../model/fault.ts';
import type { Deadlines, Expiring } from './deadlines.ts';
import { decodeBeginning } from './decode-beginning.ts';
import { decodeBody, tooLarge } from './decode-body.ts';
import type { EgressResponse } from './egress-messages.ts';
import { transportFault } from './transport-fault.ts';

/** What one exchange needs to know; redirects and budgets are the caller's. */
export interface ExchangeOptions {
  origin: string;
  host: string;
  path: string;
  method: string;
  /** Names and values in turn. */
  headers: string[];
  body: string | Buffer | null;
  /** Epoch milliseconds at which the whole exchange must be over. */
  deadline: number;
  timeoutMs: number;
  maxBodyBytes: number;
  truncateBody: boolean;
  signal: AbortSignal | undefined;
}

type Settle = { resolve: (response: EgressResponse) => void; reject: (error: unknown) => void };
type IncomingHeaders = Record<string, string | string[] | undefined>;

/** Bytes that a compressed body may have beyond the limit: data that does not compress grows a little. */
const compressionSlackBytes = 16_384;

/**
 * Sends one request and reads the whole answer. It takes undici's events directly: a stream for each body would cost
 * more than the bodies, most of which come in one piece.
 */
export const exchange = (
  { dispatcher, deadlines, clock }: { dispatcher: Dispatcher; deadlines: Deadlines; clock: Clock },
  options: ExchangeOptions,
): Promise<EgressResponse> =>
  new Promise((resolve, reject) => {
    const running = new Exchange({ deadlines, clock }, options, { resolve, reject });
    if (running.settled) return;
    const { origin, path, method, headers, body } = options;
    try {
      dispatcher.dispatch({ origin, path, method, headers, body }, running);
    } catch (error) {
      running.fail(transportFault(options.host, error));
    }
  });

class Exchange implements Dispatcher.DispatchHandler, Expiring {
  readonly deadline: number;
  settled = false;
  readonly #deadlines: Deadlines;
  readonly #clock: Clock;
  readonly #options: ExchangeOptions;
  readonly #settle: Settle;
  readonly #sentAt: number;
  readonly #onAbort: (() => void) | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHeaders = {};
  #chunks: Buffer[] = [];
  #receivedBytes = 0;
  #allowedBytes = 0;

  constructor({ deadlines, clock }: { deadlines: Deadlines; clock: Clock }, options: ExchangeOptions, settle: Settle) {
    this.#deadlines = deadlines;
    this.#clock = clock;
    this.#options = options;
    this.#settle = settle;
    this.#sentAt = clock.now();
    this.deadline = options.deadline;
    const { signal } = options;
    if (signal) {
      this.#onAbort = () => this.fail(signal.reason);
      signal.addEventListener('abort', this.#onAbort, { once: true });
      if (signal.aborted) this.#onAbort();
    }
    if (!this.settled) deadlines.add(this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It ended while it was waiting for a connection.
    if (this.settled) controller.abort(new Error('The request is over.'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHeaders): void {
    // Answers such as 103 announce the real one, which follows.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    const { maxBodyBytes } = this.#options;
    this.#allowedBytes = maxBodyBytes + (headers['content-encoding'] === undefined ? 0 : compressionSlackBytes);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return;
    const room = this.#allowedBytes - this.#receivedBytes;
    if (chunk.length <= room) return this.#keep(chunk);
    if (!this.#options.truncateBody) return this.fail(tooLarge(this.#options.host, this.#options.maxBodyBytes));
    this.#keep(chunk.subarray(0, room));
    this.#complete({ cut: true });
    this.#controller?.abort(new Error('The rest of the answer is not needed.'));
  }

  onResponseEnd(): void {
    if (!this.settled) this.#complete({ cut: false });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(transportFault(this.#options.host, error));
  }

  expire(): void {
    const { host, timeoutMs } = this.#options;
    this.fail(new Fault('provider.unreachable', `No complete answer from ${host} within ${timeoutMs} ms.`));
  }

  /** Ends the exchange; whatever of the answer is still to come is thrown away with its connection. */
  fail(error: unknown): void {
    if (this.settled) return;
    this.#finish();
    this.#settle.reject(error);
    this.#controller?.abort(new Error('The request is over.'));
  }

  #keep(chunk: Buffer): void {
    this.#receivedBytes += chunk.length;
    this.#chunks.push(chunk);
  }

  #complete({ cut }: { cut: boolean }): void {
    this.#finish();
    const response = this.#response(this.#body());
    if (cut) response.truncated = true;
    const encoding = response.headers['content-encoding'];
    if (encoding === undefined || response.body.length === 0) return this.#settle.resolve(response);
    delete response.headers['content-encoding'];
    this.#decoded(response, encoding).then(this.#settle.resolve, this.#settle.reject);
  }

  async #decoded(response: EgressResponse, encoding: string): Promise<EgressResponse> {
    const options = this.#options;
    if (!options.truncateBody) return { ...response, body: await decodeBody(response.body, encoding, options) };
    const cut = response.truncated ?? false;
    const { body, whole } = await decodeBeginning(response.body, encoding, { ...options, cut });
    return { ...response, body, ...(!whole && { truncated: true }) };
  }

  #finish(): void {
    this.settled = true;
    this.#deadlines.remove(this);
    if (this.#onAbort) this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  #body(): Buffer {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#receivedBytes);
  }

  #response(body: Buffer): EgressResponse {
    const receivedAt = this.#clock.now();
    const headers = joined(this.#headers);
    return {
      status: this.#status,
      headers,
      body,
      durationMs: receivedAt - this.#sentAt,
      sentAt: this.#sentAt,
      receivedAt,
    };
  }
}

/** In place: undici makes the object for this one answer. */
function joined(headers: IncomingHeaders): Record<string, string> {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(', ');
  }
  return headers as Record<string, string>;
}
