import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of a notification that every consumer needs. `message.raw` holds the records themselves. */
export interface ReceivedNotification {
  id: string;
  message: {
    instanceId: number;
    elementKey: string;
    events: ReceivedEvent[];
    raw: Record<string, unknown>;
  };
}

export interface ReceivedEvent {
  eventId: string;
  eventType: string;
  objectId: string;
  objectType: string;
  date: string;
}

export interface ReceiverOptions {
  /** The instance's `event.notification.signature.key`. */
  signatureKey: string;
  /** Default 0: any free port. */
  port?: number;
  /** Called once for each delivery, before it is acknowledged: what it stores must be stored when it returns. */
  onNotification: (notification: ReceivedNotification, signed: boolean) => void | Promise<void>;
}

export interface Receiver {
  url: string;
  close(): Promise<void>;
}

/**
 * A callback URL in plain Node: checks the signature over the bytes as they came, keeps what it got, then answers 200.
 * Any other answer, or none, makes Tidings send the notification again; the event ids tell a repetition.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const server = createServer((request, response) => {
    receive(request, options).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/events`, close: () => closeServer(server) };
}

async function receive(request: IncomingMessage, { signatureKey, onNotification }: ReceiverOptions): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const signed = isSigned(body, request.headers['elements-webhook-signature'], signatureKey);
  await onNotification(JSON.parse(body.toString('utf8')) as ReceivedNotification, signed);
  return signed ? 200 : 401;
}

/** `sha256=` and the base64 HMAC-SHA256 of the body, compared in constant time. */
export function isSigned(body: Buffer, header: string | string[] | undefined, key: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', key).update(body).digest('base64')}`);
  const found = Buffer.from(String(header));
  return found.length === expected.length && timingSafeEqual(found, expected);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
