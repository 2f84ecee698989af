import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { ConnectorVersion } from '../store/list-connectors.ts';
import { noBuiltConnectors } from './built-connectors.ts';
import { createCatalog } from './catalog.ts';

const shop = testConnector({}, { id: 7, key: 'shop' });
const atoll = testConnector({}, { id: 8, key: 'atoll' });
const ownShop = testConnector({}, { id: 100_001, key: 'shop', name: 'Our shop' });

const ownHead = { id: 100_001, key: 'shop', name: 'Our shop', hub: 'general', description: '', active: false };

function setUp(own: ConnectorVersion[] = []) {
  const clock = createManualClock();
  const lists: number[] = [];
  const reads: number[] = [];
  const list = [...own];
  const catalog = createCatalog({
    clock,
    shipped: [shop, atoll],
    built: {
      heads: (organizationId) => Promise.resolve(organizationId === 1 && list.length > 0 ? [ownHead] : []),
      list: (organizationId) => {
        lists.push(organizationId);
        return Promise.resolve(organizationId === 1 ? [...list] : []);
      },
      read: (id) => {
        reads.push(id);
        return Promise.resolve(id === ownShop.id ? { connector: ownShop, bytes: 100 } : undefined);
      },
    },
  });
  return { catalog, clock, list, lists, reads };
}

const built = { id: ownShop.id, key: 'shop', version: 1 };

describe('the catalogue', () => {
  test('finds a connector by its key and by its id', async () => {
    const { catalog } = setUp();
    expect(await catalog.find(1, 'shop')).toBe(shop);
    expect(await catalog.find(1, '7')).toBe(shop);
    expect(await catalog.find(1, 8)).toBe(atoll);
    expect(await catalog.find(1, 'harbour')).toBeUndefined();
    expect(await catalog.hubOf(1, 'shop')).toBe('general');
    expect(await catalog.hubOf(1, 'harbour')).toBe('');
  });

  test('prefers what an organisation has built, for that organisation alone', async () => {
    const { catalog } = setUp([built]);
    expect(await catalog.find(1, 'shop')).toBe(ownShop);
    expect(await catalog.find(1, ownShop.id)).toBe(ownShop);
    expect(await catalog.find(2, 'shop')).toBe(shop);
    expect(await catalog.find(2, ownShop.id)).toBeUndefined();
  });

  test('lists what there is without reading a document', async () => {
    const { catalog, reads } = setUp([built]);
    expect((await catalog.heads(1)).map(({ id, active }) => [id, active])).toEqual([
      [8, true],
      [100_001, false],
    ]);
    expect((await catalog.heads(2)).map(({ id }) => id)).toEqual([8, 7]);
    expect(reads).toEqual([]);
  });

  test('asks once for a list and once for each version of a connector', async () => {
    const { catalog, list, clock, lists, reads } = setUp([built]);
    await catalog.find(1, 'shop');
    await catalog.find(1, 'atoll');
    expect(lists).toEqual([1]);
    expect(reads).toEqual([ownShop.id]);
    list[0] = { ...built, version: 2 };
    await clock.advance(2_000);
    await catalog.find(1, 'shop');
    expect(lists).toEqual([1, 1]);
    expect(reads).toEqual([ownShop.id, ownShop.id]);
  });

  test('asks once when several find at the same time that a list is too old', async () => {
    const { catalog, clock, lists } = setUp([built]);
    await catalog.find(1, 'shop');
    await clock.advance(2_000);
    await Promise.all([catalog.find(1, 'shop'), catalog.find(1, 'atoll'), catalog.find(1, 'shop')]);
    expect(lists).toEqual([1, 1]);
  });

  test('looks again for what it does not know, and after a change of its own', async () => {
    const { catalog, list } = setUp();
    expect(await catalog.find(1, ownShop.id)).toBeUndefined();
    list.push(built);
    expect(await catalog.find(1, ownShop.id)).toBe(ownShop);
    list.length = 0;
    catalog.forget(1);
    expect(await catalog.find(1, 'shop')).toBe(shop);
  });
});

describe('what the catalogue has read', () => {
  test('asks once for what several want at the same time, and keeps no document that is larger than all may be', async () => {
    let reads = 0;
    const catalog = createCatalog({
      clock: createManualClock(),
      shipped: [],
      built: {
        ...noBuiltConnectors,
        list: () => Promise.resolve([built]),
        read: () => Promise.resolve({ connector: ownShop, bytes: ++reads * 1e9 }),
      },
    });
    expect(await Promise.all([catalog.find(1, 'shop'), catalog.find(1, 'shop')])).toEqual([ownShop, ownShop]);
    expect(reads).toBe(1);
    await catalog.find(1, 'shop');
    expect(reads).toBe(2);
  });

  test('one that cannot be read does not hide the others', async () => {
    const catalog = createCatalog({
      clock: createManualClock(),
      shipped: [shop],
      built: {
        ...noBuiltConnectors,
        list: () => Promise.resolve([{ ...built, key: 'broken' }]),
        read: () => Promise.reject(new Error('odd')),
      },
    });
    expect(await catalog.find(1, 'shop')).toEqual(shop);
    await expect(catalog.find(1, 'broken')).rejects.toThrow('odd');
  });

  test('a list that could not be read is asked for again', async () => {
    let isAway = true;
    const catalog = createCatalog({
      clock: createManualClock(),
      shipped: [shop],
      built: {
        ...noBuiltConnectors,
        list: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([])),
      },
    });
    await expect(catalog.find(1, 'shop')).rejects.toThrow('away');
    isAway = false;
    expect(await catalog.find(1, 'shop')).toBe(shop);
  });
});
