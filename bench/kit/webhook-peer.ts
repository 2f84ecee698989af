import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import type { Load, LoadResult } from './start-webhook-peer.ts';

/**
 * The other side of the benchmark of webhooks, in a process of its own: it sends them, and is the callback URL to which their
 * events go, so that one clock measures the whole way.
 *
 *   POST /callback   a notification
 *   GET  …           an empty list, for polls
 */
const agent = new Agent({ connections: 64, pipelining: 1 });
/** When the webhook of a record was begun to be sent. */
const sentAt = new Map<string, number>();
let latencies: number[] = [];
let whenAllAre: (() => void) | undefined;
let serial = 0;

const server = createServer((incoming, response) => {
  void (async () => {
    const body = await textOf(incoming);
    const isCallback = incoming.method === 'POST';
    if (isCallback) note(JSON.parse(body) as Notification);
    response.writeHead(200, { 'content-type': 'application/json' }).end(isCallback ? '{}' : '{"items":[]}');
  })();
});

interface Notification {
  message: { events: { objectId: string }[] };
}

function note({ message }: Notification): void {
  const now = performance.now();
  for (const { objectId } of message.events) {
    const begun = sentAt.get(objectId);
    if (begun === undefined) continue;
    sentAt.delete(objectId);
    latencies.push(now - begun);
  }
  whenAllAre?.();
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function run(load: Load): Promise<LoadResult> {
  latencies = [];
  sentAt.clear();
  const begun = performance.now();
  let refused = 0;
  const send = async (place: number) => {
    const status = await sendOne(load, place);
    if (status >= 300) refused++;
  };
  if (load.perSecond === undefined) await atOnce(load.count, send);
  else await atRate(load.count, load.perSecond, send);
  const sendingSeconds = (performance.now() - begun) / 1000;
  if (refused === 0) {
    await new Promise<void>((resolve) => {
      whenAllAre = () => latencies.length >= load.count && resolve();
      whenAllAre();
    });
  }
  return { latencies, refused, sendingSeconds, seconds: (performance.now() - begun) / 1000 };
}

/** As many at a time as there are connections. */
async function atOnce(count: number, send: (place: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: 64 }, lane));
}

/** Evenly, whether or not those before are answered. */
async function atRate(count: number, perSecond: number, send: (place: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  for (let place = 0; place < count; place++) {
    const due = begun + (place * 1000) / perSecond;
    while (performance.now() < due)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    sent.push(send(place));
  }
  await Promise.all(sent);
}

async function sendOne({ addresses, kind }: Load, place: number): Promise<number> {
  const address = addresses[place % addresses.length];
  if (!address) throw new Error('A load needs an address.');
  const id = String(++serial);
  const date = new Date().toISOString();
  const record = { id, created_at: date, updated_at: date, name: `Number ${id}`, notes: 'x'.repeat(300) };
  const body = JSON.stringify({ events: [{ kind, record }] });
  sentAt.set(id, performance.now());
  const { statusCode, body: answer } = await request(address.url, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': 'application/json',
      'x-bench-delivery': `${process.pid}-${id}`,
      'x-bench-signature': createHmac('sha256', address.secret).update(body).digest('hex'),
    },
    body,
  });
  await answer.dump();
  return statusCode;
}

process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
