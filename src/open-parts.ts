import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { storedConnectors } from './catalog/build/stored-connectors.ts';
import { createCatalog, type Catalog } from './catalog/catalog.ts';
import { loadShipped } from './catalog/load-shipped.ts';
import type { Config } from './config.ts';
import { authorize } from './credentials/authorize.ts';
import { createTokenCache } from './credentials/token-cache.ts';
import type { Tokens } from './credentials/tokens.ts';
import { createEgress, type Egress, type Resolve } from './egress/egress.ts';
import type { HubDependencies } from './hub/call-provider.ts';
import { type Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Random } from './lib/random.ts';
import { createSealer, type Sealer } from './lib/sealer.ts';
import type { Telemetry } from './model/telemetry.ts';
import { tracedEgress } from './runner/traced-egress.ts';
import { createSandbox } from './sandbox/sandbox.ts';
import { openStore } from './open-store.ts';
import { loadSecretKey } from './secret-key.ts';
import { createCredentialStore } from './store/credential-store.ts';
import type { Db } from './store/database.ts';
import { createProviderQuota } from './store/provider-quota.ts';
import { readQueueFigures } from './store/read-queue-figures.ts';
import type { MetricsPage } from './telemetry/metrics-page.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';

export interface AppOptions {
  config: Config;
  clock: Clock;
  random: Random;
  log: Log;
  /** Default: the catalogue that comes with the server. */
  catalogDirectory?: string;
  /** How names of providers and callbacks become addresses. Default: the system's resolver. */
  resolve?: Resolve;
}

/** What the doors are built on. */
export interface Parts extends AppOptions {
  catalog: Catalog;
  sealer: Sealer;
  db: Db;
  egress: Egress;
  hub: HubDependencies;
  telemetry: Telemetry;
  metricsPage: MetricsPage;
}

/** Opens them; each is closed when `opened` is. */
export async function openParts(options: AppOptions, opened: AsyncDisposableStack): Promise<Parts> {
  const { config, clock, random, log, catalogDirectory, resolve } = options;
  const shipped = await loadShipped(catalogDirectory ?? fileURLToPath(new URL('../connectors', import.meta.url)));
  const sealer = createSealer(config.secretKey ?? (await loadSecretKey(config.dataDirectory)));
  const { telemetry, ...started } = await startTelemetry({ ...options, tracing: tracingOf(config) });
  opened.defer(() => started.close());
  const { db, poolUse, ...lockPools } = await openStore(options, opened);
  const readFigures = () => readQueueFigures(db, clock.now());
  const metricsPage = started.metricsPage({ readQueueFigures: readFigures, readPoolUse: poolUse });
  const egress = createEgress({
    clock,
    random,
    allowNetworks: config.allowNetworks,
    ...(resolve && { resolve }),
    // The embedded database has one process.
    sharedQuota: config.databaseUrl === undefined ? undefined : createProviderQuota(db, randomUUID()),
  });
  opened.defer(() => egress.close());
  const catalog = createCatalog({ clock, shipped, built: storedConnectors(db) });
  const store = createCredentialStore<Tokens>({ db, ...lockPools, sealer, clock });
  const traced = tracedEgress(telemetry, egress);
  const { tokenRefreshed: onRefresh } = telemetry;
  const credentials = { store, cache: createTokenCache({ clock }), egress: traced, clock, onRefresh };
  const sandbox = createSandbox({ clock });
  opened.defer(() => sandbox.close());
  const hub: HubDependencies = {
    egress: traced,
    clock,
    random,
    authorize: (owner, options) => authorize(credentials, owner, options),
    runHook: (run) => sandbox.run(run),
    onHookLog: (entry) => log.debug(entry, 'written by a hook'),
  };
  return { ...options, catalog, sealer, db, egress, hub, telemetry, metricsPage };
}

const tracingOf = ({ otlpEndpoint, otlpHeaders, serviceName }: Config) =>
  otlpEndpoint === undefined ? undefined : { endpoint: otlpEndpoint, headers: otlpHeaders, serviceName };
