import { join } from 'node:path';
import type { ViteDevServer } from 'vite';

const consoleFolder = join(import.meta.dirname, '..', '..', 'console');
const servers = new Map<string, Promise<ViteDevServer>>();

/** Set: stories look at the console's sources, which need not be complete, in place of a build. Faster while one is being written. */
export const looksAtSources = process.env['STORIES_ON_SOURCES'] !== undefined;

/** Where Vite serves the sources in front of this API; for as long as the process runs. */
export async function sourcesInFrontOf(apiUrl: string): Promise<string> {
  const known = servers.get(apiUrl);
  const starting = known ?? startVite(apiUrl);
  servers.set(apiUrl, starting);
  return `http://127.0.0.1:${(await starting).config.server.port}`;
}

async function startVite(apiUrl: string): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: join(consoleFolder, 'vite.config.ts'),
    logLevel: 'error',
    cacheDir: join(consoleFolder, '..', 'node_modules', '.cache', 'stories'),
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, proxy: { '/elements': apiUrl } },
  });
  return server.listen();
}
