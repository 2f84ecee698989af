import { fileURLToPath } from 'node:url';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemRandom } from '../../src/lib/random.ts';

const userSecret = 'bench-user-secret-0001';
const organizationSecret = 'bench-organization-secret-0001';

export interface BenchServer {
  app: App;
  call: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** A server as in production, with this database, or an embedded, durable one in `directory`. */
export async function startServer(directory: string, roles: string, databaseUrl?: string): Promise<BenchServer> {
  const config = readConfig({
    TIDINGS_PORT: '0',
    TIDINGS_DATA_DIR: directory,
    TIDINGS_ALLOW_NETWORKS: '127.0.0.0/8',
    TIDINGS_USER_SECRET: userSecret,
    TIDINGS_ORGANIZATION_SECRET: organizationSecret,
    TIDINGS_LOG_LEVEL: 'error',
    TIDINGS_MIN_REFRESH_MINUTES: '0.001',
    TIDINGS_ROLES: roles,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  });
  const app = await startApp({
    config,
    clock: systemClock,
    random: systemRandom,
    log: createLog(config.logLevel),
    catalogDirectory: fileURLToPath(new URL('../connectors', import.meta.url)),
  });
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${app.url}/elements/api-v2${path}`, {
      method,
      headers: {
        authorization: `User ${userSecret}, Organization ${organizationSecret}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return { app, call };
}

export interface BenchInstance {
  baseUrl: string;
  callbackUrl: string;
  pageSize: number;
  enabled: boolean;
  /** False: the poller is told of no dates, so that records are known by identity and content. Default true. */
  dated?: boolean;
  /** Other settings, by key. */
  configuration?: Record<string, string>;
}

const datesConfiguration = {
  updatedDateField: 'updated_at',
  updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  createdDateField: 'created_at',
  createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
};

/** An instance that polls `things`; unless `configuration` says otherwise so rarely that only the benchmark polls it. */
export async function createInstance(
  { call }: BenchServer,
  { baseUrl, callbackUrl, pageSize, enabled, dated = true, configuration }: BenchInstance,
): Promise<number> {
  const instance = (await call('POST', '/instances', {
    element: { key: 'bench' },
    name: 'Bench',
    configuration: {
      'base.url': baseUrl,
      'api.key': 'key',
      'event.notification.enabled': enabled,
      'event.vendor.type': 'polling',
      'event.notification.callback.url': callbackUrl,
      'event.notification.signature.key': 'bench-signature-key',
      'event.poller.refresh_interval': '100000',
      'event.poller.configuration': {
        things: {
          url: '/hubs/bench/things',
          idField: 'id',
          pageSize,
          ...(dated && { datesConfiguration }),
        },
      },
      ...configuration,
    },
  })) as { id: number };
  return instance.id;
}
