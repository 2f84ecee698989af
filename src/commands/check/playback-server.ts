import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it was meant for the provider. */
export interface PlayedRequest {
  method: string;
  /** With the provider's own host. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface PlayedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How the answer breaks. Absent: it does not. `cut`: the connection ends half-way; `hang`: nothing is ever sent. */
  broken?: 'cut' | 'hang';
}

export type Player = (request: PlayedRequest) => PlayedAnswer;

/** A server that answers in the place of providers, each session by its own player. */
export interface PlaybackServer {
  url: string;
  /** Answers the id of the session, and ends it. */
  open(player: Player): { session: string; end: () => void };
  close(): Promise<void>;
}

/** Headers of ours that tell the server whose request it is and where it was to go. */
export const sessionHeader = 'x-playback-session';
export const originHeader = 'x-playback-origin';

export async function startPlaybackServer(): Promise<PlaybackServer> {
  const players = new Map<string, Player>();
  let opened = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { [sessionHeader]: session, [originHeader]: origin, ...headers } = singleHeaders(request);
      const player = players.get(session ?? '');
      const url = `${origin ?? ''}${request.url ?? ''}`;
      if (!player) return void response.writeHead(404).end();
      send(response, player({ method: request.method ?? '', url, headers, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: (player) => {
      const session = String(++opened);
      players.set(session, player);
      return { session, end: () => void players.delete(session) };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, headers, body, broken }: PlayedAnswer): void {
  if (broken === 'hang') return;
  const bytes = Buffer.from(body, 'utf8');
  // The server's own clock is not that of the provider.
  response.sendDate = false;
  response.writeHead(status, { ...headers, ...(status !== 204 && { 'content-length': String(bytes.length) }) });
  if (broken === undefined) return void response.end(bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const singleHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
