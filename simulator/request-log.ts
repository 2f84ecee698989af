import type { SimRequest } from './types.ts';

const KEPT = 200;

export interface LoggedRequest {
  /** Milliseconds since 1970, by the provider's clock. */
  atMs: number;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  /** The status of the answer; absent while there is none (slow, hanging and cut requests). */
  status?: number;
}

export interface RequestReport {
  total: number;
  byPath: Record<string, number>;
  byStatus: Record<string, number>;
  /** The newest 200, oldest first. */
  last: LoggedRequest[];
}

/** What was asked of one provider. */
export class RequestLog {
  #total = 0;
  readonly #byPath = new Map<string, number>();
  readonly #byStatus = new Map<number, number>();
  #last: { atMs: number; request: SimRequest; status?: number }[] = [];

  /** Call the result with the status once there is one. */
  add(request: SimRequest, atMs: number): (status: number) => void {
    this.#total += 1;
    count(this.#byPath, request.path);
    const line: { atMs: number; request: SimRequest; status?: number } = { atMs, request };
    this.#last.push(line);
    if (this.#last.length > 2 * KEPT) this.#last = this.#last.slice(-KEPT);
    return (status) => {
      line.status = status;
      count(this.#byStatus, status);
    };
  }

  report(): RequestReport {
    return {
      total: this.#total,
      byPath: Object.fromEntries(this.#byPath),
      byStatus: Object.fromEntries(this.#byStatus),
      last: this.#last.slice(-KEPT).map(({ atMs, request: { method, path, query, headers }, status }) => ({
        atMs,
        method,
        path,
        query: Object.fromEntries(query),
        headers,
        ...(status !== undefined && { status }),
      })),
    };
  }

  clear(): void {
    this.#total = 0;
    this.#byPath.clear();
    this.#byStatus.clear();
    this.#last = [];
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
