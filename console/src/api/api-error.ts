/** What is wrong with one value of a request. */
export interface Issue {
  /** Where, e.g. `configuration.event.poller.configuration.contacts.url`. */
  path: string;
  message: string;
}

/** An answer of the server that is not what was asked for. */
export class ApiError extends Error {
  /** The HTTP status; 0: the server was not reached. */
  readonly status: number;
  /** The stable code of docs/reference/errors.md. */
  readonly code: string;
  readonly issues: readonly Issue[];
  /** What to tell those who look after the server. */
  readonly requestId: string | undefined;
  /** The provider's own words, when it was the provider that refused. */
  readonly providerMessage: string | undefined;

  constructor(
    status: number,
    body: { code: string; message: string; issues?: Issue[]; requestId?: string; providerMessage?: string },
    cause?: unknown,
  ) {
    super(body.message, { cause });
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.issues = body.issues ?? [];
    this.requestId = body.requestId;
    this.providerMessage = body.providerMessage;
  }

  static from(response: Response, body: unknown): ApiError {
    if (typeof body === 'object' && body !== null && 'message' in body && 'code' in body)
      return new ApiError(response.status, body as { code: string; message: string });
    return new ApiError(response.status, {
      code: 'unknown',
      message: `The server answered with ${response.status} ${response.statusText}`.trim() + '.',
    });
  }

  static unreachable(cause: unknown): ApiError {
    const message = 'The server cannot be reached. Check the connection; this page tries again by itself.';
    return new ApiError(0, { code: 'unreachable', message }, cause);
  }
}
