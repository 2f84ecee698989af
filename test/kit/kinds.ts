import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { startSimulator } from '../../simulator/start-simulator.ts';
import type { Connector } from '../../src/model/connector.ts';
import { normalizePollerConfiguration } from '../../src/model/poller-configuration/normalize-poller-configuration.ts';
import type { Db } from '../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { pollAt } from './poll-at.ts';
import { createSeededRandom } from './seeded-random.ts';
import { testConnector } from './test-connector.ts';
import { testEgress } from './test-egress.ts';
import { filterBy, minutes, nothingSpare, seconds, standingClock } from './trap.ts';

type Resource = Record<string, object>;

/** A poll of a kind, as far as it differs from the usual one. */
interface KindPoll {
  where?: string;
  updated?: string;
  created?: string;
  /** Empty: there are no dates. */
  dates?: string;
}

interface KindsFile {
  paging: Record<string, Resource>;
  filters: Record<string, Resource>;
  feeds: Record<string, Resource>;
  polls: Record<string, KindPoll>;
}

const file = parse(readFileSync(join(import.meta.dirname, 'kinds-connector.yaml'), 'utf8')) as KindsFile;
const polled = (resources: Record<string, Resource>) =>
  Object.keys(resources).filter((name) => !['deleted-ids', 'status-deleted'].includes(name));

/** The kinds of the simulator's `kinds` that the connector reads. */
export const pagingKindNames = polled(file.paging);
export const filterKindNames = polled(file.filters);
export const feedKindNames = polled(file.feeds);

function connectorAt(baseUrl: string): Connector {
  const resources = Object.entries({ ...file.paging, ...file.filters, ...file.feeds }).map(([name, declared]) => {
    const usual = {
      path: `/${name}`,
      records: { list: 'items' },
      paging: { kind: 'cursor', cursor: 'next', parameter: 'cursor', pageSize: 'limit', maxPageSize: 5 },
      ...(file.feeds[name] ? {} : { where: filterBy("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'") }),
    };
    const request = { path: `/${name}`, ...declared['request'] };
    return [name, { ...usual, ...declared, request, polling: { ...nothingSpare, ...declared['polling'] } }] as const;
  });
  return testConnector(
    {},
    {
      baseUrl,
      authentication: { type: 'none' },
      headers: { 'x-api-key': 'kindskey' },
      resources: Object.fromEntries(resources),
    },
  );
}

const iso = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

function definitionOf(kind: string) {
  const { where = "updated>='SINCE'", updated = 'updated', created = 'created', dates = iso } = file.polls[kind] ?? {};
  const filled = where
    .replace('SINCE', () => `\${gmtDate:${iso}}`)
    .replace('UNTIL', () => `\${nowTimeZone:UTC:${iso}}`)
    .replace('MINUTE', () => "${nowTimeZone:UTC:yyyy-MM-dd'T'HH:mmXXX}");
  const entry = {
    url: `/hubs/general/${kind}${filled === '' ? '' : `?where=${filled}`}`,
    idField: 'id',
    ...(dates !== '' && {
      updatedDateField: updated,
      updatedDateFormat: dates,
      createdDateField: created,
      createdDateFormat: dates,
    }),
  };
  const [definition] = normalizePollerConfiguration({ [kind]: entry }).definitions;
  if (!definition) throw new Error(`the poll of ${kind} is not usable`);
  return { ...definition, resource: 'rows' };
}

/** Which rows change while the pages are read: those that a scan meets first. */
export type Unquiet = 'firstNew' | 'lastNew' | 'old';

/**
 * A provider whose only list is of this kind, and changes to it: between polls, between the pages of one poll, and over
 * hours. Answers what was told, and every change that was made since the instance began, each as `CREATED 42`.
 */
export async function storyOf(db: Db, kind: string, unquiet: Unquiet) {
  const clock = standingClock();
  const simulator = await startSimulator({ now: () => clock.now(), random: createSeededRandom(1) });
  onTestFinished(() => simulator.close());
  const { kinds } = simulator;
  kinds.load(7, { resource: kind });
  clock.jump(minutes(10));
  const instance = await pollAt(db, {
    connector: connectorAt(kinds.baseUrl),
    clock,
    egress: testEgress({ clock }),
    definition: definitionOf(kind),
  });
  const poll = async () => {
    clock.jump(minutes(1));
    const { outcome, fault } = await instance.poll();
    if (outcome !== 'completed') throw new Error(`the poll of ${kind} ended as ${outcome}: ${fault?.message}`);
    clock.jump(minutes(1));
  };
  const change = (make: () => void) => {
    clock.jump(seconds(1));
    make();
  };
  const create = (count: number) =>
    Array.from({ length: count }, () => {
      clock.jump(seconds(1));
      return kinds.create(kind).id;
    });
  await poll();
  const began = kinds.historyLength();
  const [first = '', second = '', third = '', fourth = ''] = kinds.records(kind).map(({ id }) => String(id));

  create(12);
  change(() => kinds.update(third, { name: 'new name' }));
  await poll();

  const made = create(12);
  const [changed = '', gone = ''] =
    unquiet === 'old' ? [first, second] : unquiet === 'firstNew' ? made : made.toReversed();
  const run = () => {
    change(() => kinds.update(changed, { name: 'moved' }));
    change(() => kinds.delete(gone));
    clock.jump(seconds(1));
  };
  kinds.faults.add({ kind: 'pageShift', run });
  await poll();

  change(() => kinds.delete(fourth));
  clock.jump(minutes(90));
  create(9);
  clock.jump(minutes(90));
  await poll();
  await poll();
  const events = () => eventsOf(db, instance.instanceId);
  const told = await events();
  const changes = kinds.history(kind, began).map(({ type, id }) => `${type} ${id}`);
  return { told, changes, kinds, poll, create, events, notices: () => instance.notices() };
}

/** What is stored of one instance, so that the stories of a file can share a database. */
async function eventsOf(db: Db, instanceId: number): Promise<string[]> {
  const stored = db
    .selectFrom('events')
    .innerJoin('notifications', 'notifications.id', 'events.notification_id')
    .select(['events.type', 'events.record_id'])
    .where('notifications.instance_id', '=', instanceId)
    .orderBy('events.notification_id')
    .orderBy('events.position');
  return (await stored.execute()).map((row) => `${row.type} ${row.record_id}`);
}

/** A database for all stories of a file. */
export function useOneDatabase(): { readonly db: Db } {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());
  return {
    get db() {
      return database.db;
    },
  };
}
