import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The other side of a benchmark, in a process of its own: a provider whose pages are written in advance, and a callback
 * URL that counts. It costs next to nothing, so that the figures are those of the server.
 *
 *   GET  /<stamp>/<count>/things?offset=&limit=   `count` records, all dated `stamp` (epoch seconds)
 *   POST /events                                  answers 200
 *   GET  /received                                notifications received so far
 */
const pages = new Map<string, Buffer>();
let received = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://peer');
  if (request.method === 'POST') {
    request.resume();
    request.on('end', () => {
      received++;
      response.writeHead(200).end();
    });
    return;
  }
  const body = url.pathname === '/received' ? Buffer.from(String(received)) : page(url);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});

function page(url: URL): Buffer {
  const key = url.pathname + url.searchParams.get('offset') + '/' + url.searchParams.get('limit');
  const known = pages.get(key);
  if (known) return known;
  const [, stamp, count] = url.pathname.split('/').map(Number) as [number, number, number];
  const offset = Number(url.searchParams.get('offset'));
  const length = Math.max(0, Math.min(Number(url.searchParams.get('limit')), count - offset));
  const items = Array.from({ length }, (_, index) => record(offset + index, stamp));
  const body = Buffer.from(JSON.stringify({ items }));
  pages.set(key, body);
  return body;
}

/** About 420 bytes. */
function record(id: number, stamp: number) {
  const date = new Date(stamp * 1000).toISOString();
  return {
    id,
    created_at: date,
    updated_at: date,
    first_name: 'Ada',
    last_name: `Number ${id}`,
    email: `person${id}@example.com`,
    company: 'Northwind',
    address: { street: '1 Main Street', city: 'Portland', country: 'United States' },
    tags: ['customer', 'newsletter'],
    notes: 'x'.repeat(150),
  };
}

server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
