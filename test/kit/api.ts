import { createApi } from '../../src/api/server.ts';
import type { ApiDeps } from '../../src/api/api-deps.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { storedConnectors } from '../../src/catalog/build/stored-connectors.ts';
import { createReadGuide } from '../../src/catalog/read-guide.ts';
import { authorize } from '../../src/credentials/authorize.ts';
import { createTokenCache } from '../../src/credentials/token-cache.ts';
import type { Tokens } from '../../src/credentials/tokens.ts';
import { createEgress } from '../../src/egress/egress.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../src/lib/json.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSealer } from '../../src/lib/sealer.ts';
import { silentTelemetry } from '../../src/model/telemetry.ts';
import { createCredentialStore } from '../../src/store/credential-store.ts';
import type { Db } from '../../src/store/database.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { ensureFirstOrganization } from '../../src/store/first-organization.ts';
import { createTestDatabase, openLockPools } from './database.ts';
import { shippedConnectors, shippedDirectory } from './shipped-connectors.ts';

export const testSealer = createSealer(Buffer.alloc(32, 7));
const organization = {
  email: 'ada@example.com',
  password: 'correct horse',
  userSecret: 'user-secret-of-ada',
  organizationSecret: 'organization-secret',
};
const secrets = `User ${organization.userSecret}, Organization ${organization.organizationSecret}`;

export interface CallOptions {
  /** Sent as JSON; a text is sent as it is. */
  body?: JsonValue;
  /** The Element token. */
  element?: string;
  /** The whole header, instead of the secrets and `element`; empty: none. */
  authorization?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Undefined for an empty body. */
  body: JsonValue | undefined;
  /** The body, where it is an object. */
  object: JsonRecord;
}

export interface TestApi {
  db: Db;
  url: string;
  deps: ApiDeps;
  email: string;
  password: string;
  /** Ends everything and drops the database. */
  close(): Promise<void>;
  /** `path` without the prefix. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
}

/** The HTTP API on a free port with a database of its own. */
export async function startTestApi(overrides: Partial<ApiDeps> = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const { db } = database;
  const clock = overrides.clock ?? systemClock;
  await ensureFirstOrganization(db, { sealer: testSealer, clock, settings: organization });
  const egress = createEgress({ clock: systemClock, random: () => 0, allowNetworks: ['127.0.0.0/8'] });
  const lockPools = openLockPools(database);
  const store = createCredentialStore<Tokens>({ db, ...lockPools, sealer: testSealer, clock });
  const credentials = { store, cache: createTokenCache({ clock }), egress, clock };
  const sandbox = createSandbox({ clock: systemClock });
  const shipped = await shippedConnectors();
  const deps: ApiDeps = {
    db,
    sealer: testSealer,
    clock,
    random: () => 0,
    egress,
    minRefreshMinutes: 1,
    serverTimezone: 'UTC',
    log: createLog('silent'),
    catalog: createCatalog({ clock, shipped, built: storedConnectors(db) }),
    readGuide: createReadGuide(shippedDirectory, shipped),
    authorize: (owner, options) => authorize(credentials, owner, options),
    runHook: (run) => sandbox.run(run),
    pollNow: () => Promise.resolve([]),
    telemetry: silentTelemetry,
    isStopping: () => false,
    metricsPage: { contentType: 'text/plain', read: () => Promise.resolve('') },
    metricsToken: undefined,
    ...overrides,
  };
  const api = createApi(deps);
  const url = await api.listen({ host: '127.0.0.1', port: 0 });
  const close = async () => {
    await api.close();
    await sandbox.close();
    await egress.close();
    await lockPools.close();
    await database.close();
  };
  const call = (method: string, path: string, options?: CallOptions) => callApi(url, method, path, options);
  return { db, url, deps, email: organization.email, password: organization.password, call, close };
}

/** Calls the API of a server at `server`; `path` without the prefix. */
export async function callApi(
  server: string,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { body, element, authorization, headers } = options;
  const header = authorization ?? (element === undefined ? secrets : `${secrets}, Element ${element}`);
  const response = await fetch(`${server}/elements/api-v2${path}`, {
    method,
    headers: {
      ...(header !== '' && { authorization: header }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = text === '' ? undefined : (JSON.parse(text) as JsonValue);
  return { status: response.status, headers: response.headers, body: parsed, object: isRecord(parsed) ? parsed : {} };
}

/** A text or number of an answer as text, e.g. an id for a path. */
export function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`Expected a text or a number, found ${JSON.stringify(value)}.`);
}
