import { judgeReceived, type ReceivedRecord } from '../../../src/detect/judge-received.ts';
import { toNotifications } from '../../../src/detect/to-notifications.ts';
import { receivedView } from '../../../src/ingest/received-view.ts';
import type { JsonRecord } from '../../../src/lib/json.ts';
import type { Connector } from '../../../src/model/connector.ts';
import { createChance } from '../history/chance.ts';
import type { Arrival, World } from '../history/poller.ts';
import type { ChaosStore } from '../store/chaos-store.ts';
import type { Version } from '../world/collection.ts';
import { showRecord } from '../world/show-record.ts';

interface Parts {
  world: World;
  connector: Connector;
  store: ChaosStore;
}

/** What becomes of webhooks: the engine judges them beside what its polls have seen. Those that it leaves to a poll are lost. */
export const webhookReceiver =
  ({ world, connector, store }: Parts) =>
  async (arrival: Arrival): Promise<void> => {
    const { timeline, profile } = world;
    const record = await recordOf(world, arrival);
    const { written, deletedAt } = arrival;
    const { recordId, type } = written;
    store.receive?.((poll, cursor, known) => {
      const view = receivedView(connector, poll, cursor, Math.floor(timeline.now() / 1000));
      const date = type === 'DELETED' ? (deletedAt ?? view.present) : undefined;
      const item: ReceivedRecord = { recordId, type, date, record, element: { id: recordId } };
      const verdict = judgeReceived(view, item, known(cursor.id, recordId));
      const source = { instanceId: poll.instanceId, resource: 'contacts', scope: '', pollDate: view.present };
      const changes = 'change' in verdict ? [verdict.change] : [];
      return {
        versions: 'seen' in verdict ? [verdict.seen] : [],
        notifications: toNotifications({ ...source, eventsPerNotification: profile.pageSize }, changes),
      };
    });
  };

/** The record as the webhook shows it, or as it is read, which takes its time. */
async function recordOf(world: World, { written, fetched, partial, seed }: Arrival): Promise<JsonRecord | undefined> {
  if (written.type === 'DELETED') return undefined;
  const { collection, timeline, profile } = world;
  const chance = createChance(seed);
  const show = (version: Version) => JSON.parse(showRecord(profile, version, chance)) as JsonRecord;
  if (fetched) {
    await timeline.sleep(chance.between(0, profile.requestUs));
    const found = collection.visible(timeline.now()).find(({ recordId }) => recordId === written.recordId);
    const read = found && show(found);
    await timeline.sleep(chance.between(0, profile.requestUs));
    return read;
  }
  const { name, ...rest } = show(written.version);
  return partial || name === undefined ? rest : { ...rest, name };
}
