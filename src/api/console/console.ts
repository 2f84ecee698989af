import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiPrefix } from '../api-prefix.ts';
import { securityHeaders } from './security-headers.ts';

/** Where `npm run build:console` leaves it; the same seen from src/ and from dist/. */
const builtConsole = join(import.meta.dirname, '..', '..', '..', 'console', 'dist');

/**
 * Files of a build have its hash in their names: they never change. As an option, since a header would stand on the answer
 * that there is no such file, too.
 */
const forever = { cacheControl: true, maxAge: '365d', immutable: true };

/** The only folder of a build is flat. */
const assetName = /^[\w-]+(?:\.[\w-]+)+$/;

/**
 * The web console at `/`: its files, and its page for every path that is nothing else, as the console knows its own addresses.
 * Whoever asks for anything but a page is told, as everywhere, that there is no such route.
 */
export function consoleRoutes(
  app: FastifyInstance,
  { consoleFolder = builtConsole }: { consoleFolder?: string },
): void {
  void app.register((console, _options, done) => {
    void console.register(fastifyStatic, {
      root: consoleFolder,
      serve: false,
      preCompressed: true,
      cacheControl: false,
    });
    const schema = { hide: true };
    const config = { dailyBusiness: true };
    console.addHook('onSend', async (_request, reply) => {
      reply.headers(securityHeaders);
    });
    console.get<{ Params: { '*': string } }>('/assets/*', { schema, config }, ({ params: { '*': name } }, reply) =>
      assetName.test(name) ? reply.sendFile(`assets/${name}`, forever) : reply.callNotFound(),
    );
    for (const file of ['icon.svg', 'color-scheme.js'])
      console.get(`/${file}`, { schema, config }, (_request, reply) =>
        reply.header('Cache-Control', 'no-cache').sendFile(file),
      );
    console.get('/*', { schema, config }, (request, reply) =>
      asksForPage(request) ? sendPage(reply, consoleFolder) : reply.callNotFound(),
    );
    done();
  });
}

const asksForPage = ({ url, headers }: FastifyRequest): boolean =>
  !url.startsWith(apiPrefix) && (headers.accept ?? '').includes('text/html');

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  reply.header('Cache-Control', 'no-cache');
  if (existsSync(join(folder, 'index.html'))) return reply.sendFile('index.html');
  return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
}

const notBuilt =
  'The console has not been built: run "npm run build:console" and load this page again. The API works.\n';
