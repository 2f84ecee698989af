import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome } from './exchange.ts';
import type { Reply, SimRequest } from './types.ts';

const MAX_BODY_BYTES = 8 * 1024 * 1024;

export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** What answers: an outcome, the time of the Date header, and a wish to know the status that was sent. */
export interface Answer {
  outcome: Outcome;
  nowMs: number;
  sent?: (status: number) => void;
}

/** `request.path` is the whole path; `rawUrl` the path and query as sent. */
export type Handler = (request: SimRequest, rawUrl: string) => Promise<Answer>;

/** Listens until closed; requests in flight are cut then. Rejects when the port is taken. */
export async function listen(handler: Handler, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = createServer((request, response) => {
    void serve(handler, request, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function serve(handler: Handler, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const rawUrl = incoming.url ?? '/';
    const mark = rawUrl.indexOf('?');
    const body = await readBody(incoming);
    const request: SimRequest = {
      method: incoming.method ?? 'GET',
      path: mark === -1 ? rawUrl : rawUrl.slice(0, mark),
      query: new URLSearchParams(mark === -1 ? '' : rawUrl.slice(mark)),
      headers: incoming.headers,
      body,
    };
    deliver(await handler(request, rawUrl), response);
  } catch (error) {
    // The client has gone, or the simulator itself is wrong: say so, and go on serving others.
    if (response.destroyed || response.headersSent) return;
    const reply = {
      status: 500,
      body: `The simulator failed: ${String(error)}\n`,
      contentType: 'text/plain; charset=utf-8',
    };
    send(response, reply, new Date().toUTCString());
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  if (incoming.method === 'GET') return '';
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`the request body is larger than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function deliver({ outcome, nowMs, sent }: Answer, response: ServerResponse): void {
  switch (outcome.kind) {
    case 'hang':
      return;
    case 'cut':
      response.destroy();
      return;
    case 'half':
      sendHalf(response, outcome.reply, httpDate(nowMs));
      return;
    case 'answer':
      send(response, outcome.reply, httpDate(nowMs));
      sent?.(outcome.reply.status);
  }
}

function send(response: ServerResponse, reply: Reply, date: string): void {
  writeHead(response, reply, date);
  response.end(reply.body);
}

function sendHalf(response: ServerResponse, reply: Reply, date: string): void {
  writeHead(response, reply, date);
  const bytes = Buffer.from(reply.body);
  response.write(bytes.subarray(0, bytes.length >>> 1), () => response.destroy());
}

function writeHead(response: ServerResponse, reply: Reply, date: string): void {
  response.writeHead(reply.status, {
    date,
    'content-type': reply.contentType ?? 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(reply.body),
    ...reply.headers,
  });
}

let lastDate = { second: -1, text: '' };

/** The same text for a whole second: made once. */
function httpDate(nowMs: number): string {
  const second = Math.floor(nowMs / 1000);
  if (lastDate.second !== second) lastDate = { second, text: new Date(second * 1000).toUTCString() };
  return lastDate.text;
}
