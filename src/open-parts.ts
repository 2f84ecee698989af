import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { storedConnectors } from './catalog/build/stored-connectors.ts';
import { createCatalog, type Catalog } from './catalog/catalog.ts';
import { createReadGuide, type ReadGuide } from './catalog/read-guide.ts';
import { loadShipped } from './catalog/load-shipped.ts';
import type { Config } from './config.ts';
import { authorize } from './credentials/authorize.ts';
import { createTokenCache } from './credentials/token-cache.ts';
import type { Tokens } from './credentials/tokens.ts';
import { createEgress, type Egress, type Resolve } from './egress/egress.ts';
import type { HubDependencies } from './hub/call-provider.ts';
import { quotaUseOf } from './hub/quota-owner.ts';
import { type Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Random } from './lib/random.ts';
import { createSealer, type Sealer } from './lib/sealer.ts';
import type { Connector } from './model/connector.ts';
import type { QuotaUse, QuotaUseWanted } from './model/quota-use.ts';
import type { Telemetry } from './model/telemetry.ts';
import { tracedEgress } from './runner/traced-egress.ts';
import { createSandbox } from './sandbox/sandbox.ts';
import { openStore } from './open-store.ts';
import { loadSecretKey } from './secret-key.ts';
import { createCredentialStore } from './store/credential-store.ts';
import type { Db } from './store/database.ts';
import { createProviderQuota } from './store/provider-quota.ts';
import { readQuotaUse as readSharedQuotaUse } from './store/quota-use.ts';
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
  /** What that directory holds, when it has been read already. */
  shipped?: readonly Connector[];
  /** How names of providers and callbacks become addresses. Default: the system's resolver. */
  resolve?: Resolve;
}

/** What the doors are built on. */
export interface Parts extends AppOptions {
  catalog: Catalog;
  readGuide: ReadGuide;
  sealer: Sealer;
  db: Db;
  egress: Egress;
  /** What is used of the quotas of providers, by all processes. */
  readQuotaUse: (wanted: QuotaUseWanted) => Promise<QuotaUse[]>;
  hub: HubDependencies;
  telemetry: Telemetry;
  metricsPage: MetricsPage;
}

/** Opens them; each is closed when `opened` is. */
export async function openParts(options: AppOptions, opened: AsyncDisposableStack): Promise<Parts> {
  const { config, clock, random, log, resolve } = options;
  const { catalogDirectory = fileURLToPath(new URL('../connectors', import.meta.url)) } = options;
  const shipped = options.shipped ?? (await loadShipped(catalogDirectory));
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
  const readQuotaUse = async (wanted: QuotaUseWanted) =>
    config.databaseUrl === undefined ? quotaUseOf(egress.quotaUse(), wanted) : readSharedQuotaUse(db, wanted);
  const catalog = createCatalog({ clock, shipped, built: storedConnectors(db) });
  const readGuide = createReadGuide(catalogDirectory, shipped);
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
  return { ...options, catalog, readGuide, sealer, db, egress, hub, readQuotaUse, telemetry, metricsPage };
}

const tracingOf = ({ otlpEndpoint, otlpHeaders, serviceName }: Config) =>
  otlpEndpoint === undefined ? undefined : { endpoint: otlpEndpoint, headers: otlpHeaders, serviceName };
