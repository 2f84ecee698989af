/** A request of a provider, as it came in. */
export interface WebhookRequest {
  /** Upper case. */
  method: string;
  /** The public address as the provider called it, with its query. */
  url: string;
  /** Of a parameter that is there more than once, the last. */
  query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The bytes as received. */
  body: Buffer;
  /** Epoch milliseconds. */
  receivedAt: number;
}
