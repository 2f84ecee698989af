import type { IncomingHttpHeaders } from 'node:http';
import { bodyOf, listen } from './listen.ts';

export interface Received {
  /** Below the receiver's address: customers tell their instances apart by it. */
  path: string;
  headers: IncomingHttpHeaders;
  /** The exact text that was sent. */
  body: string;
  message: ReceivedMessage;
}

export interface ReceivedMessage {
  initial?: boolean;
  raw: Record<string, unknown>;
  events: ReceivedEvent[];
}

export interface ReceivedEvent {
  eventId: string;
  objectId: string;
  objectType: string;
  eventType: string;
  date: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A customer's endpoint: takes what is sent and says what `answer` says, 200 unless it is changed. */
export interface Receiver {
  url: string;
  /** What was sent, whatever it was answered. */
  received: Received[];
  /** Events of requests that were acknowledged, in the order of arrival. */
  events(): ReceivedEvent[];
  answer: (received: Received) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const acknowledged: Received[] = [];
  const server = await listen((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const { message } = JSON.parse(body) as { message: ReceivedMessage };
      const received = { path: request.url ?? '', headers: request.headers, body, message };
      receiver.received.push(received);
      const answer = await receiver.answer(received);
      if (answer.status < 300) acknowledged.push(received);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    })();
  });
  const receiver: Receiver = {
    url: `${server.url}/callback`,
    received: [],
    events: () => acknowledged.flatMap(({ message }) => message.events),
    answer: () => ({ status: 200 }),
    close: () => server.close(),
  };
  return receiver;
}
