import assert from 'node:assert/strict';
import { configure, pollNow, type Poll, type TidingsAccess } from './poll-directus.ts';
import type { Directus } from './start-directus.ts';

export interface Scene {
  directus: Directus;
  tidings: TidingsAccess;
  instanceId: number;
  /** An item that was there before the instance. */
  old: number;
}

export interface ExpectedEvent {
  eventType: 'CREATED' | 'UPDATED';
  objectType: string;
  objectId: string;
}

interface Article {
  id: number;
  date_created: string;
  date_updated: string | null;
}

/** Does something and answers the events that must arrive because of it, no more and no less. */
type Check = (scene: Scene) => Promise<ExpectedEvent[]>;

const created = ({ id }: { id: number }): ExpectedEvent => ({
  eventType: 'CREATED',
  objectType: 'items',
  objectId: String(id),
});
const updated = ({ id }: { id: number }): ExpectedEvent => ({
  eventType: 'UPDATED',
  objectType: 'items',
  objectId: String(id),
});

export const checks: readonly (readonly [rule: string, check: Check])[] = [
  ['an item older than the instance is not told', nothingNew],
  ['new items are CREATED although Directus leaves their date_updated null', newItems],
  ['a poll after which nothing was done tells nothing', nothingNew],
  ['an edited item is UPDATED, also when it was there before the instance', editedItems],
  ['two items edited in one request, at the same time, are both UPDATED', editedTogether],
  ['two edits of one item in a row are told, each by the poll that found it', editedTwice],
  ['an item created and edited between two polls is one event', createdAndEdited],
  ['250 items created at once are read over several pages and told once each', manyItems],
  ['while the token is refused nothing is told; what was missed is told afterwards', refusedToken],
  ['polling by itself tells the same', pollingByItself],
  ['a deletion is told through the activity log', deletedItem],
];

async function poll({ tidings, instanceId }: Scene): Promise<Poll> {
  const done = await pollNow(tidings, instanceId);
  assert.equal(done.outcome, 'completed', done.error?.message);
  return done;
}

const create = ({ directus }: Scene, titles: string[]): Promise<Article[]> =>
  directus.call<Article[]>(
    'POST',
    '/items/articles',
    titles.map((title) => ({ title, status: 'draft' })),
  );

const edit = ({ directus }: Scene, { id }: { id: number }, title: string): Promise<Article> =>
  directus.call<Article>('PATCH', `/items/articles/${id}`, { title });

async function nothingNew(scene: Scene): Promise<ExpectedEvent[]> {
  const { counts } = await poll(scene);
  assert.deepEqual([counts.created, counts.updated], [0, 0]);
  return [];
}

async function newItems(scene: Scene): Promise<ExpectedEvent[]> {
  const items = await create(scene, ['one', 'two', 'three']);
  assert.deepEqual(
    items.map((item) => item.date_updated),
    [null, null, null],
  );
  const { scans } = await poll(scene);
  assert.deepEqual(new Set(scans[0]?.decisions?.map(({ rule }) => rule)), new Set(['created-date-only']));
  return items.map(created);
}

async function editedItems(scene: Scene): Promise<ExpectedEvent[]> {
  const items = [{ id: scene.old }, { id: scene.old + 1 }];
  for (const item of items) await edit(scene, item, 'edited');
  await poll(scene);
  return items.map(updated);
}

async function editedTogether(scene: Scene): Promise<ExpectedEvent[]> {
  const keys = [scene.old + 1, scene.old + 2];
  const items = await scene.directus.call<Article[]>('PATCH', '/items/articles', {
    keys,
    data: { status: 'published' },
  });
  await poll(scene);
  return items.map(updated);
}

async function editedTwice(scene: Scene): Promise<ExpectedEvent[]> {
  const item = { id: scene.old + 3 };
  await edit(scene, item, 'first');
  await poll(scene);
  await edit(scene, item, 'second');
  await poll(scene);
  return [updated(item), updated(item)];
}

async function createdAndEdited(scene: Scene): Promise<ExpectedEvent[]> {
  const [item] = await create(scene, ['hasty']);
  assert(item);
  await edit(scene, item, 'hasty, mended');
  await poll(scene);
  return [updated(item)];
}

async function manyItems(scene: Scene): Promise<ExpectedEvent[]> {
  const items = await create(
    scene,
    Array.from({ length: 250 }, (_, index) => `one of many, ${index}`),
  );
  const { counts } = await poll(scene);
  assert(counts.pages >= 3, `${counts.pages} pages`);
  return items.map(created);
}

async function refusedToken(scene: Scene): Promise<ExpectedEvent[]> {
  const { tidings, instanceId, directus } = scene;
  await configure(tidings, instanceId, { 'api.key': 'a-token-that-was-revoked' });
  const [item] = await create(scene, ['while the token is refused']);
  assert(item);
  const refused = await pollNow(tidings, instanceId);
  assert.equal(refused.error?.code, 'provider.unauthorized');
  await configure(tidings, instanceId, { 'api.key': directus.token });
  await poll(scene);
  return [created(item)];
}

async function pollingByItself(scene: Scene): Promise<ExpectedEvent[]> {
  await configure(scene.tidings, scene.instanceId, { 'event.poller.refresh_interval': 0.02 });
  const items = await create(scene, ['found by the clock']);
  return items.map(created);
}

async function deletedItem(scene: Scene): Promise<ExpectedEvent[]> {
  const { tidings, instanceId, directus, old } = scene;
  const since = "${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}";
  const until = "${nowTimeZone:GMT:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}";
  const activity = {
    url: `/hubs/db/activity?where=timestamp>='${since}' AND timestamp<='${until}' AND collection='articles' AND action='delete'`,
    idField: 'id',
    datesConfiguration: { createdDateField: 'timestamp', createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX" },
    filterByUpdatedDate: false,
  };
  await configure(tidings, instanceId, {
    'event.poller.refresh_interval': 60,
    'event.poller.configuration': { activity },
  });
  await directus.call('DELETE', `/items/articles/${old}`);
  await poll(scene);
  const [entry] = await directus.call<{ id: number }[]>('GET', '/activity?sort=-id&limit=1');
  assert(entry);
  return [{ eventType: 'CREATED', objectType: 'activity', objectId: String(entry.id) }];
}
