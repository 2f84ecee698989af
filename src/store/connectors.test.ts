import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/kit/database.ts';
import { storeOtherOrganization } from '../../test/kit/other-organization.ts';
import { storeInstance } from '../../test/kit/stored-instance.ts';
import { changeConnector } from './change-connector.ts';
import type { Db } from './database.ts';
import { deleteConnector } from './delete-connector.ts';
import { findConnector, readElementOf } from './find-connector.ts';
import { holdConnector } from './hold-connector.ts';
import { insertConnector, type NewConnector } from './insert-connector.ts';
import { listConnectorHeads } from './list-connectors.ts';

let database: TestDatabase;
let db: Db;
let owner: Pick<NewConnector, 'organizationId' | 'accountId' | 'userId'>;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  // An instance of the connector `sample`, which comes with the server.
  const { organizationId } = await storeInstance(db);
  const user = await db.selectFrom('users').select(['id', 'account_id']).executeTakeFirstOrThrow();
  owner = { organizationId, accountId: user.account_id, userId: user.id };
});
afterAll(() => database.close());

const connector = (key: string): NewConnector => {
  const name = `The ${key}`;
  const head = { key, name, hub: 'general', description: `About ${key}`, active: true };
  return { ...owner, ...head, element: { key, name, resources: [] }, now: 5, most: 100 };
};
const make = async (key: string): Promise<number> => {
  const made = await insertConnector(db, connector(key));
  if (made.outcome !== 'made') throw new Error(made.outcome);
  return made.id;
};
const query = (keyOrId: string | number) => ({ organizationId: owner.organizationId, keyOrId });
const renamed = {
  now: 9,
  change: () => ({ name: 'New', hub: 'crm', description: '', active: false, element: { key: 'k', name: 'New' } }),
};

test('a connector is found by its key and its id, and only within its organisation', async () => {
  const id = await make('harbour');
  expect(id).toBeGreaterThan(100_000);
  const found = await findConnector(db, query('harbour'));
  expect(found).toMatchObject({ id, key: 'harbour', active: true, version: 1, createdAt: 5, updatedAt: 5 });
  expect(found?.element).toEqual({ key: 'harbour', name: 'The harbour', resources: [] });
  expect(await findConnector(db, query(id))).toEqual(found);
  expect(await readElementOf(db, id)).toEqual({ key: 'harbour', element: found?.element, bytes: 53 });
  const other = await storeOtherOrganization(db);
  expect(await findConnector(db, { ...query(id), organizationId: other.organizationId })).toBeUndefined();
  expect(await listConnectorHeads(db, other.organizationId)).toEqual([]);
});

test('one key is one connector, and none may take over the instances of another', async () => {
  await make('atoll');
  expect(await insertConnector(db, connector('atoll'))).toEqual({ outcome: 'exists' });
  expect(await insertConnector(db, connector('sample'))).toEqual({ outcome: 'hidesUsed', instances: 1 });
  expect(await findConnector(db, query('sample'))).toBeUndefined();
});

test('an organisation has as many connectors as it may have, also when two are made at the same time', async () => {
  const most = (await listConnectorHeads(db, owner.organizationId)).length + 1;
  const keys = ['skerry', 'islet', 'rock'];
  const made = await Promise.all(keys.map((key) => insertConnector(db, { ...connector(key), most })));
  expect(made.map(({ outcome }) => outcome).toSorted()).toEqual(['made', 'tooMany', 'tooMany']);
});

test('of two who change the same version one is told, and nothing of the change is written', async () => {
  const id = await make('lagoon');
  const first = await changeConnector(db, { ...query(id), version: 1, ...renamed });
  expect(first).toMatchObject({ name: 'New', active: false, version: 2, updatedAt: 9 });
  expect(await changeConnector(db, { ...query(id), version: 1, ...renamed })).toBe('changed');
  expect(await changeConnector(db, { ...query('reef'), version: undefined, ...renamed })).toBeUndefined();
  const change = () => {
    throw new Error('not right');
  };
  await expect(changeConnector(db, { ...query(id), version: undefined, now: 10, change })).rejects.toThrow('not right');
  expect(await findConnector(db, query(id))).toEqual(first);
  expect((await listConnectorHeads(db, owner.organizationId)).find((one) => one.id === id)).toEqual({
    id,
    key: 'lagoon',
    name: 'New',
    hub: 'crm',
    description: '',
    active: false,
  });
});

test('changes at the same time wait for each other, and none is lost', async () => {
  const id = await make('delta');
  const add = (part: number) =>
    changeConnector(db, {
      ...query(id),
      version: undefined,
      now: 6,
      change: ({ element, ...before }) => ({
        ...before,
        element: { ...element, parts: [...((element['parts'] as number[] | undefined) ?? []), part] },
      }),
    });
  await Promise.all([1, 2, 3, 4].map(add));
  const found = await findConnector(db, query(id));
  expect([found?.version, new Set(found?.element['parts'] as number[])]).toEqual([5, new Set([1, 2, 3, 4])]);
});

test('a connector that instances use is not deleted, one that none uses is', async () => {
  const id = await make('strait');
  await db.updateTable('instances').set({ connector_key: 'strait' }).execute();
  expect(await deleteConnector(db, { ...query(id), version: undefined })).toEqual({ outcome: 'inUse', instances: 1 });
  await db.updateTable('instances').set({ connector_key: 'sample' }).execute();
  expect(await deleteConnector(db, { ...query(id), version: 2 })).toEqual({ outcome: 'changed' });
  expect(await deleteConnector(db, { ...query('strait'), version: 1 })).toEqual({ outcome: 'deleted' });
  expect(await deleteConnector(db, { ...query(id), version: undefined })).toEqual({ outcome: 'unknown' });
});

test('an instance that is being written keeps its connector from being deleted or hidden', async () => {
  const id = await make('cape');
  const { organizationId } = owner;
  const deletion = await db.transaction().execute(async (trx) => {
    expect(await holdConnector(trx, { organizationId, key: 'cape', id })).toBe('usable');
    const waiting = deleteConnector(db, { ...query(id), version: undefined });
    await trx.updateTable('instances').set({ connector_key: 'cape' }).execute();
    return { waiting };
  });
  expect(await deletion.waiting).toEqual({ outcome: 'inUse', instances: 1 });
  await db.updateTable('instances').set({ connector_key: 'sample' }).execute();
  await changeConnector(db, { ...query(id), version: undefined, ...renamed });
  expect(await holdConnector(db, { organizationId, key: 'cape', id })).toBe('inactive');
  expect(await holdConnector(db, { organizationId, key: 'cape', id: 7 })).toBe('changed');
  expect(await holdConnector(db, { organizationId, key: 'nowhere', id })).toBe('changed');
  expect(await holdConnector(db, { organizationId, key: 'sample', id: 7 })).toBe('usable');
});
