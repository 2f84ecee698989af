import type { Catalog } from '../../catalog/catalog.ts';
import type { HubPageDependencies } from '../../hub/hub-page.ts';
import { readOne } from '../../hub/read-one.ts';
import type { DoorDeps } from '../../ingest/door/door-deps.ts';
import { receiveWebhook, type Received } from '../../ingest/door/receive-webhook.ts';
import { keysOf } from '../../ingest/door/verify-candidate.ts';
import { leaseMs, runReceived, type RunReceivedDeps } from '../../ingest/run-received.ts';
import type { ReceivedBatchEntry } from '../../ingest/received-batch.ts';
import { createTakeReceived } from '../../ingest/take-received.ts';
import type { Clock } from '../../lib/clock.ts';
import { createLog } from '../../lib/log.ts';
import type { Connector } from '../../model/connector.ts';
import { encodedInstanceId, sharedWebhookAddress, webhookAddress } from '../../model/webhook-address.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { claimReceived, renewReceived } from '../../store/claim-received.ts';
import { createCommitReceived } from '../../store/commit-received.ts';
import {
  createFindWebhookInstance,
  findInstancesByValue,
  findInstancesOfConnector,
  findNewestInstances,
} from '../../store/find-webhook-instances.ts';
import { createInsertReceived } from '../../store/insert-received.ts';
import type { Db } from '../../store/database.ts';
import { readReceivedPolls } from '../../store/received-polls.ts';
import { deferReceived, failReceived, releaseReceived } from '../../store/settle-received.ts';
import { keepWebhookKey } from '../../store/webhook-keys.ts';
import type { Laboratory } from './laboratory.ts';

/** The server's own door and inbox around one connector. */
export interface WebhookTrial {
  /** Where the provider sends what is for the instance. */
  address(instanceId: number): string;
  /** The secrets of an instance that the provider knows too, by their names. */
  keys(instanceId: number): Promise<(name: string) => readonly string[]>;
  /** Takes a request as the door does. Rejects with the fault that the provider is answered. */
  receive(instanceId: number, request: WebhookRequest): Promise<Received>;
  /** Works on what has come in for an instance, as a worker does. */
  work(instanceId: number): Promise<void>;
  /** Webhooks in the inbox of an instance. */
  inbox(instanceId: number): Promise<InboxEntry[]>;
  /** The resources whose polls are wanted because of webhooks. */
  wantedPolls(instanceId: number): Promise<string[]>;
  /** From now on polls that were wanted before do not count. */
  forgetWanted(instanceId: number): Promise<void>;
}

export interface InboxEntry {
  status: string;
  fault: { message: string } | null;
  outcome: { remarks?: string[]; decisions?: { resource: string; recordId: string; why?: string }[] } | null;
}

export interface WebhookTrialParts {
  connector: Connector;
  catalog: Catalog;
  hub: HubPageDependencies;
  clock: Clock;
}

/** Where the server of a trial is reached. */
export const trialUrl = 'https://tidings.example';

export function createWebhookTrial(laboratory: Laboratory, parts: WebhookTrialParts): WebhookTrial {
  const { db, sealer } = laboratory;
  const { connector, clock } = parts;
  const { key } = connector;
  const isShared = connector.webhooks?.address === 'app';
  const log = createLog('silent');
  const door = doorOf(laboratory, parts);
  const inbox = inboxOf(laboratory, parts);
  const baseUrl = trialUrl;
  return {
    address: (instanceId) =>
      isShared
        ? sharedWebhookAddress(sealer, { baseUrl, connectorKey: key, builtBy: undefined })
        : webhookAddress(sealer, { baseUrl, connectorKey: key, instanceId }),
    keys: async (instanceId) => {
      const found = await door.findInstance(instanceId);
      return (name) => (found ? keysOf({ sealer }, found, name) : []);
    },
    receive: (instanceId, request) => {
      const encodedId = isShared ? undefined : encodedInstanceId(instanceId);
      const arriving = { ...request, readBody: () => Promise.resolve(request.body) };
      return receiveWebhook({ ...door, log }, { key, encodedId }, arriving);
    },
    work: async (instanceId) => {
      const now = clock.now();
      const due = { now, leaseUntil: now + leaseMs, limit: 100, except: [], instanceId };
      const webhooks = await claimReceived(db, sealer, due);
      const polls = (await readReceivedPolls(db, [instanceId])).get(instanceId) ?? [];
      if (webhooks.length > 0)
        await runReceived({ ...inbox, log }, { instanceId, webhooks, polls }, new AbortController().signal);
    },
    inbox: async (instanceId) =>
      (await db
        .selectFrom('received_webhooks')
        .select(['status', 'fault', 'outcome'])
        .where('instance_id', '=', instanceId)
        .orderBy('id')
        .execute()) as InboxEntry[],
    wantedPolls: async (instanceId) =>
      (
        await db
          .selectFrom('polls')
          .select('resource')
          .where('instance_id', '=', instanceId)
          .where('wanted_at_ms', 'is not', null)
          .orderBy('resource')
          .execute()
      ).map(({ resource }) => resource),
    forgetWanted: async (instanceId) => {
      await db.updateTable('polls').set({ wanted_at_ms: null }).where('instance_id', '=', instanceId).execute();
    },
  };
}

function doorOf(laboratory: Laboratory, { catalog, clock }: WebhookTrialParts): Omit<DoorDeps, 'log'> {
  const { db, sealer } = laboratory;
  const reading = { db, sealer, unreadable: () => {} };
  return {
    clock,
    sealer,
    catalog,
    findInstance: createFindWebhookInstance(reading),
    findInstancesByValue: (wanted) => findInstancesByValue(reading, wanted),
    findInstancesOfConnector: (wanted) => findInstancesOfConnector(reading, wanted),
    findNewestInstances: (wanted) => findNewestInstances(reading, wanted),
    organizationsBuilding: () => Promise.resolve([]),
    insertReceived: createInsertReceived(db),
    keepKey: (kept) => keepWebhookKey(reading, kept),
  };
}

function inboxOf(laboratory: Laboratory, { catalog, clock, hub }: WebhookTrialParts): Omit<RunReceivedDeps, 'log'> {
  const { db } = laboratory;
  const take = createTakeReceived({ clock, commitReceived: createCommitReceived(db), onTaken: () => {} });
  return {
    clock,
    random: () => 0,
    catalog,
    runHook: hub.runHook,
    readOne: (account, plan, id) => readOne(hub, account, plan, { id }),
    takeReceived: async (entry) => {
      await markAsPolled(db, entry);
      return take(entry);
    },
    deferReceived: (deferred) => deferReceived(db, deferred),
    failReceived: (failed) => failReceived(db, failed),
    releaseReceived: (claims) => releaseReceived(db, claims),
    renewReceived: (claims, leaseUntil) => renewReceived(db, claims, leaseUntil),
    onWorkedOn: () => {},
  };
}

/** A part of a resource is known once it was polled. In a trial no poll comes before the webhook. */
async function markAsPolled(db: Db, { items }: ReceivedBatchEntry): Promise<void> {
  const watched = items.flatMap((item) => item.watched ?? []);
  if (watched.length === 0) return;
  await db
    .insertInto('cursors')
    .values(watched.map(({ pollId, scope }) => ({ poll_id: pollId, scope })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
