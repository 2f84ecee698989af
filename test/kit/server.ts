import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Resolve } from '../../src/egress/egress.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createLog, type Log } from '../../src/lib/log.ts';
import { shippedConnectors } from './shipped-connectors.ts';

const secrets = {
  TIDINGS_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  TIDINGS_USER_SECRET: 'user-secret-of-ada',
  TIDINGS_ORGANIZATION_SECRET: 'organization-secret',
  TIDINGS_ADMIN_PASSWORD: 'correct-horse',
};

/** What a test server, in this process or another, is set up with. */
export const serverEnvironment = {
  ...secrets,
  TIDINGS_PORT: '0',
  TIDINGS_ALLOW_NETWORKS: '127.0.0.0/8',
  TIDINGS_MIN_REFRESH_MINUTES: '0.001',
  TIDINGS_LOG_LEVEL: 'silent',
};

export interface ApiClient {
  /** JSON in, JSON out; throws an Error with the answer for anything but 2xx. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** Calls the API at this address with the secrets of `serverEnvironment`. */
export const apiClient = (url: string): ApiClient => ({
  call: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/elements/api-v2${path}`, {
      method,
      headers: {
        authorization: `User ${secrets.TIDINGS_USER_SECRET}, Organization ${secrets.TIDINGS_ORGANIZATION_SECRET}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  },
});

export interface TestServer extends ApiClient {
  app: App;
}

export interface TestServerOptions {
  databaseUrl: string;
  clock: Clock;
  /** Default `api,worker`. */
  roles?: string;
  /** Default: that of `serverEnvironment`. */
  allowNetworks?: string;
  /** How names become addresses. Default: the system's resolver. */
  resolve?: Resolve;
  /** Further settings. */
  environment?: Record<string, string>;
  /** Directory of connectors. Default: those that come with the server. */
  catalogDirectory?: string;
  /** Default: a silent one. */
  log?: Log;
}

/** The whole server in this process, on a database of the test. */
export async function startTestServer({
  databaseUrl,
  clock,
  roles = 'api,worker',
  allowNetworks = serverEnvironment.TIDINGS_ALLOW_NETWORKS,
  resolve,
  environment = {},
  catalogDirectory,
  log = createLog('silent'),
}: TestServerOptions): Promise<TestServer> {
  const config = readConfig({
    ...serverEnvironment,
    TIDINGS_ALLOW_NETWORKS: allowNetworks,
    DATABASE_URL: databaseUrl,
    TIDINGS_ROLES: roles,
    ...environment,
  });
  const catalogue = catalogDirectory === undefined ? { shipped: await shippedConnectors() } : { catalogDirectory };
  const optional = { ...(resolve && { resolve }), ...catalogue };
  const app = await startApp({ config, clock, random: () => 0, log, ...optional });
  return { app, ...apiClient(app.url ?? '') };
}
