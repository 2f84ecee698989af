import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { systemClock as clock } from '../../../src/lib/clock.ts';
import type { Random } from '../../../src/lib/random.ts';
import { bodyOf } from '../../kit/listen.ts';

/** What the receiver knows of one request that reached it whole. */
export interface ReceivedRequest {
  /** The life of the server that opened the connection, from 0 on. */
  life: number;
  /** `<subscription>-<notification>`. */
  webhookId: string;
  path: string;
  body: string;
  eventIds: string[];
  /** What is wrong with its signatures; undefined: nothing. */
  forged: string | undefined;
  /** Places in the order of everything that the receiver saw and did. */
  arrived: number;
  /** Undefined: not answered, as the connection was cut on purpose. */
  answered: { place: number; status: number; at: number } | undefined;
}

export interface PickyReceiver {
  /** Where the endpoints are: each path of it is one. */
  url: string;
  requests: ReceivedRequest[];
  /** Deliveries that were acknowledged at least once. */
  acknowledged: Set<string>;
  /** The next connections are of the next life; resolves when those of the last one are closed. */
  nextLife(): Promise<void>;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  signatureKey: string;
  random: Random;
  /** Every answer takes up to this long. */
  slowestMs: number;
}

/** An endpoint for each path, slow by chance, that fails now and then and notes everything. */
export async function startPickyReceiver(options: ReceiverOptions): Promise<PickyReceiver> {
  const lives = new WeakMap<Socket, number>();
  const [requests, acknowledged] = [[] as ReceivedRequest[], new Set<string>()];
  let life = 0;
  let place = 0;
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const received = read(request, body, options.signatureKey);
    const noted = { ...received, life: lives.get(request.socket) ?? life, arrived: place++ };
    const kept: ReceivedRequest = { ...noted, answered: undefined };
    requests.push(kept);
    await clock.sleep(options.random() * options.slowestMs);
    const status = drawStatus(options.random);
    if (status === undefined) return void request.socket.destroy();
    kept.answered = { place: place++, status, at: clock.now() };
    if (status < 300) acknowledged.add(kept.webhookId);
    response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end(`${status}`);
  };
  const server = createServer((request, response) => {
    // A request that a kill cut off is none.
    receive(request, response).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => lives.set(socket, life));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const open = () =>
    new Promise<number>((resolve, reject) => {
      server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    acknowledged,
    nextLife: async () => {
      do await clock.sleep(5);
      while ((await open()) > 0);
      life++;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One in fifty is refused, one in two hundred is cut off; undefined: cut off. */
function drawStatus(random: Random): number | undefined {
  const chance = random();
  if (chance < 0.005) return undefined;
  if (chance < 0.01) return 429;
  return chance < 0.025 ? 500 : 204;
}

function read({ headers, url = '' }: IncomingMessage, body: string, key: string) {
  const { message } = JSON.parse(body) as { message: { events: { eventId: string }[] } };
  return {
    webhookId: String(headers['webhook-id']),
    path: url,
    body,
    eventIds: message.events.map(({ eventId }) => eventId),
    forged: forgedBy(headers as Record<string, string>, body, key),
  };
}

function forgedBy(headers: Record<string, string>, body: string, key: string): string | undefined {
  const signature = `sha256=${createHmac('sha256', key).update(body).digest('base64')}`;
  if (headers['elements-webhook-signature'] !== signature) return 'elements-webhook-signature';
  try {
    new Webhook(key, { format: 'raw' }).verify(body, headers);
    return undefined;
  } catch (error) {
    return `webhook-signature: ${String(error)}`;
  }
}
