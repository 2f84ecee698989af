import type { ReceivedBatchEntry, ResolvedChange } from '../../src/ingest/received-batch.ts';
import { outcomeOf } from '../../src/ingest/received-entry.ts';
import type { Connector } from '../../src/model/connector.ts';
import type { ClaimedWebhook } from '../../src/store/claim-received.ts';
import type { Db } from '../../src/store/database.ts';
import { anInstance } from './claimed-poll.ts';

/** Stores a webhook of this instance that is claimed already. */
export async function storeClaimedWebhook(
  db: Db,
  { instanceId, receivedAt }: Pick<ClaimedWebhook, 'receivedAt'> & { instanceId: number },
): Promise<ClaimedWebhook> {
  const { id } = await db
    .insertInto('received_webhooks')
    .values({
      instance_id: instanceId,
      identity: null,
      method: 'POST',
      query: '{}',
      headers: '{}',
      content_type: 'application/json',
      body: Buffer.from('{}'),
      trusted: true,
      received_at_ms: receivedAt,
      status: 'waiting',
      fence: 1,
      next_attempt_at_ms: null,
      lease_until_ms: receivedAt + 30_000,
      outcome: null,
      fault: null,
      finished_at_ms: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    id,
    instance: anInstance({ id: instanceId }),
    fence: 1,
    identity: undefined,
    method: 'POST',
    query: {},
    headers: {},
    contentType: 'application/json',
    body: Buffer.from('{}'),
    trusted: true,
    receivedAt,
    attempts: 0,
  };
}

/** A change of a resource that nobody polls, unless `watched` says otherwise. */
export const aResolvedChange = (values: Partial<ResolvedChange> = {}): ResolvedChange => ({
  resource: 'rows',
  recordId: '1',
  type: 'UPDATED',
  date: undefined,
  record: undefined,
  element: {},
  parameters: {},
  index: 0,
  fetched: false,
  watched: undefined,
  ...values,
});

export const anEntry = (
  webhook: ClaimedWebhook,
  connector: Connector,
  values: Partial<Pick<ReceivedBatchEntry, 'items' | 'signals'>>,
): ReceivedBatchEntry => ({
  webhook,
  connector,
  items: [],
  signals: [],
  outcome: outcomeOf({ items: [], ignored: [], refused: [], remarks: [], log: [] }, []),
  ...values,
});
