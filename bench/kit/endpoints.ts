import { createServer, type RequestListener } from 'node:http';
import { createServer as createSilentServer, type AddressInfo, type Server } from 'node:net';
import type { Arrival, EndpointKind, EndpointsMessage } from './start-endpoints.ts';

/**
 * The other side of a benchmark of deliveries, in a process of its own: an endpoint of each kind that is asked for, every one
 * on a port of its own, and a provider that has something new each time it is asked.
 *
 *   GET /<changes>/things?offset=0   so many records, made now
 */
const slowMs = 20_000;
const arrivals: Arrival[] = [];
let made = 0;

const accept =
  (endpoint: number, answerAfterMs: number): RequestListener =>
  (request, response) => {
    request.resume();
    request.on('end', () => {
      const [, notificationId] = String(request.headers['webhook-id']).split('-');
      arrivals.push({ endpoint, notificationId: Number(notificationId), at: Date.now() });
      if (answerAfterMs === 0) response.writeHead(200).end();
      else setTimeout(() => response.writeHead(200).end(), answerAfterMs);
    });
  };

const provide: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://provider');
  const isFirstPage = Number(url.searchParams.get('offset') ?? 0) === 0;
  const count = isFirstPage ? Number(url.pathname.split('/')[1]) : 0;
  const date = new Date().toISOString();
  const items = Array.from({ length: count }, () => ({
    id: ++made,
    created_at: date,
    updated_at: date,
    notes: 'x'.repeat(300),
  }));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
};

/** Takes connections, and that is all. */
const silent = () => createSilentServer((socket) => socket.pause().on('error', () => {}));

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function open(kind: EndpointKind, endpoint: number): Promise<number> {
  if (kind === 'silent') return portOf(silent());
  const server = createServer(accept(endpoint, kind === 'slow' ? slowMs : 0));
  const port = await portOf(server);
  if (kind === 'refusing') await new Promise((resolve) => server.close(resolve));
  return port;
}

async function main(): Promise<void> {
  const kinds = JSON.parse(process.argv[2] ?? '') as EndpointKind[];
  const send = (message: EndpointsMessage) => process.send?.(message);
  const ports = await Promise.all(kinds.map(open));
  send({ kind: 'ports', provider: await portOf(createServer(provide)), endpoints: ports });
  process.on('message', () => send({ kind: 'arrivals', arrivals: arrivals.splice(0) }));
}

await main();
