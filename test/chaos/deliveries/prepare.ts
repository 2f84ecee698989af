import { join } from 'node:path';
import type { OauthProvider } from '../../../simulator/provider.ts';
import { systemClock as clock } from '../../../src/lib/clock.ts';
import { startCluster } from '../../../src/store/embedded/cluster.ts';
import { instanceRequest } from '../../kit/instance-request.ts';
import { startTestServer, type TestServer } from '../../kit/server.ts';

export interface Preparation {
  directory: string;
  provider: OauthProvider;
  /** Of the receiver; its paths are the endpoints. */
  receiverUrl: string;
  signatureKey: string;
  /** Records of the provider. */
  records: number;
  /** How often each of them is changed. */
  versions: number;
}

export interface Prepared {
  /** The place of the first change in the provider's history. */
  firstChange: number;
}

/** Instances of one provider's account, and the subscriptions that each of its changes goes to. */
export const instancesPerRecord = 2;
/** The instance's own, and one that was made for the topics of all. */
export const subscriptionsPerInstance = 2;

/** Twenty retries, a second apart: what the receiver refuses by chance comes again soon. */
const retries = Array.from({ length: 20 }, () => 1).join(',');

/**
 * Fills the database of a data directory by a server that does not deliver: every change of every record is stored as an
 * event of its own, in a notification of its own, at two instances with an endpoint each, and a third endpoint for both.
 */
export async function prepare(preparation: Preparation): Promise<Prepared> {
  const { directory, provider, records, versions } = preparation;
  const lastYear = (clock.now() - 365 * 24 * 3_600_000) * 1000;
  provider.load(records, { createdAt: lastYear, updatedAt: lastYear });
  const firstChange = provider.historyLength();
  const cluster = await startCluster({ clock, directory: join(directory, 'postgres') });
  const server = await startTestServer({ databaseUrl: cluster.url('postgres'), clock, roles: 'api' });
  try {
    const instances = await makeSubscriptions(server, preparation);
    const poll = () => Promise.all(instances.map((id) => server.call('POST', `/instances/${id}/polls`, {})));
    await poll();
    const ids = provider.records('people').map((record) => String(record['id']));
    for (let version = 0; version < versions; version++) {
      for (const id of ids) provider.update(id);
      await poll();
    }
    return { firstChange };
  } finally {
    await server.app.close();
    await cluster.stop();
  }
}

async function makeSubscriptions(server: TestServer, { provider, receiverUrl, signatureKey }: Preparation) {
  const ids: number[] = [];
  for (const [path, concurrency] of [
    ['own', '8'],
    ['narrow', '3'],
  ]) {
    const configuration = {
      'event.notification.signature.key': signatureKey,
      'event.notification.batch.size': '1',
      'event.notification.retry.schedule': retries,
      'event.notification.concurrency': concurrency,
      'event.poller.refresh_interval': '0.01',
    };
    const request = instanceRequest(provider, `${receiverUrl}/${path}`, configuration);
    ids.push((await server.call<{ id: number }>('POST', '/instances', request)).id);
  }
  await server.call('POST', '/notifications/subscriptions', {
    channel: 'webhook',
    topics: ids.map((id) => `instance-${id}-${provider.name}-events`),
    config: {
      url: `${receiverUrl}/all`,
      'event.notification.signature.key': signatureKey,
      'event.notification.retry.schedule': retries,
      'event.notification.concurrency': '16',
    },
  });
  return ids;
}
