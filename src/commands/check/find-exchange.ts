import { compareRequest, shownRequest } from './compare-request.ts';
import type { Exchange } from './fixture.ts';
import type { PlayedRequest } from './playback-server.ts';

export interface ExchangesToFind {
  exchanges: readonly Exchange[];
  /** Indexes of those that were answered. */
  used: ReadonlySet<number>;
  /** Requests to other hosts are told with them. */
  baseUrl: string;
}

/** The index of the next exchange, or how the request differs from it. */
export function nextExchange({ exchanges, used, baseUrl }: ExchangesToFind, request: PlayedRequest): number | string {
  const index = used.size;
  const exchange = exchanges[index];
  const made = shownRequest(request, baseUrl);
  if (!exchange) return `a request beyond the ${exchanges.length} of the fixture: ${made}`;
  const differences = compareRequest(exchange.request, request, baseUrl);
  return differences.length === 0 ? index : mismatch(index, exchange, differences, made);
}

const mismatch = (index: number, { request }: Exchange, differences: string[], made: string): string =>
  [
    `exchange ${index + 1} is another request than told`,
    `  told: ${request.method} ${request.url}`,
    `  made: ${made}`,
    ...differences.map((difference) => `  ${difference}`),
  ].join('\n');

/**
 * The index of the exchange that the request is most like, those first that were not used; or that there is none. A later
 * poll asks from a later date, in its query, in a header or in its body.
 */
export function likestExchange({ exchanges, used, baseUrl }: ExchangesToFind, request: PlayedRequest): number | string {
  const compared = exchanges.map((exchange, index) => ({
    index,
    differences: compareRequest(exchange.request, request, baseUrl),
  }));
  const possible = compared.filter(({ differences }) =>
    differences.every((one) => /^(?:parameter |header |body: \{)/.test(one)),
  );
  const least = Math.min(...possible.map(({ differences }) => differences.length));
  const alike = possible.filter(({ differences }) => differences.length === least).map(({ index }) => index);
  const found = alike.find((index) => !used.has(index)) ?? alike.at(-1);
  return found ?? `a request that is not in the fixture: ${shownRequest(request, baseUrl)}`;
}
