import { join } from 'node:path';
import { systemClock } from '../../src/lib/clock.ts';
import { startCluster } from '../../src/store/embedded/cluster.ts';
import { createInstance, startServer } from './start-server.ts';
import { openDatabase } from '../../src/store/database.ts';

export interface ScanRequest {
  directory: string;
  baseUrl: string;
  pageSize: number;
  dated: boolean;
}

export interface ScanFigures {
  read: number;
  /** The most that the process has had in memory. */
  megabytes: number;
  /** Rows of record_versions after the scan. */
  versions: number;
}

/** Scans once and tells its parent what it took. */
async function main(): Promise<void> {
  const { directory, baseUrl, pageSize, dated } = JSON.parse(process.argv[2] ?? '') as ScanRequest;
  const cluster = await startCluster({ clock: systemClock, directory: join(directory, 'postgres') });
  const databaseUrl = cluster.url('postgres');
  const server = await startServer(directory, 'api', databaseUrl);
  const callbackUrl = `${new URL(baseUrl).origin}/events`;
  const id = await createInstance(server, { baseUrl, callbackUrl, pageSize, enabled: true, dated });
  const [report] = (await server.call('POST', `/instances/${id}/polls`, {})) as [{ counts: { records: number } }];
  const figures: ScanFigures = {
    read: report.counts.records,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    versions: await countVersions(databaseUrl),
  };
  await server.app.close();
  await cluster.stop();
  process.send?.(figures);
}

async function countVersions(connectionString: string): Promise<number> {
  const db = openDatabase({ connectionString, poolSize: 1, onConnectionError: () => {} });
  const { n } = await db
    .selectFrom('record_versions')
    .select((query) => query.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  return Number(n);
}

await main();
