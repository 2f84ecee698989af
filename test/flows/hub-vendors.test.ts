import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/model/fault.ts';
import { simulatorForTest } from '../../simulator/simulator-for-test.ts';
import { hubAccount } from '../kit/hub-account.ts';

const idsOf = (records: Record<string, unknown>[], field = 'id') => records.map((record) => String(record[field]));
const sorted = (ids: string[]) => ids.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const iso = (micros: number) =>
  `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}.${String(micros % 1_000_000).padStart(6, '0')}Z`;

describe('Salesloft people', () => {
  const setUp = async (count: number) => {
    const { simulator, clock } = await simulatorForTest();
    const { salesloft } = simulator;
    for (let done = 0; done < count; done++) {
      salesloft.create('people');
      clock.advance(7);
    }
    const hub = await hubAccount('salesloft', salesloft);
    return { hub, salesloft, clock };
  };
  const everything = "/hubs/crm/contacts?where=updated_at>='2020-01-01T00:00:00Z'";

  test('are read from the date on, to the microsecond, in the order of change', async () => {
    const { hub, salesloft } = await setUp(250);
    const { updatedAt } = salesloft.history()[99] ?? { updatedAt: 0 };
    const records = await hub.read(`/hubs/crm/contacts?where=updated_at>='${iso(updatedAt)}'`);
    expect(idsOf(records)).toEqual(idsOf(salesloft.records().slice(99)));
    const after = await hub.read(`/hubs/crm/contacts?where=updated_at>'${iso(updatedAt)}'&pageSize=20`);
    expect(idsOf(after)).toEqual(idsOf(salesloft.records().slice(100)));
  });

  test('cost one small request when nothing has changed', async () => {
    const { hub, salesloft } = await setUp(5);
    salesloft.clearRequests();
    const pages = await hub.pages("/hubs/crm/contacts?where=updated_at>='2030-01-01T00:00:00Z'");
    expect(pages).toHaveLength(1);
    expect(salesloft.requests().total).toBe(1);
  });

  test('that share one date beyond a page are all read (boundary, trap 1)', async () => {
    const { hub, salesloft } = await setUp(0);
    salesloft.faults.add({ kind: 'equalTimestamps' });
    salesloft.load(230);
    expect(sorted(idsOf(await hub.read(everything)))).toEqual(sorted(idsOf(salesloft.records())));
  });

  test('that change while the pages are read are not missed (trap 3)', async () => {
    const { hub, salesloft, clock } = await setUp(230);
    salesloft.faults.add({
      kind: 'pageShift',
      times: 3,
      run: () => {
        clock.advance(1000);
        salesloft.churn({ updates: 20 });
      },
    });
    const read = new Set(idsOf(await hub.read(everything)));
    expect(idsOf(salesloft.records()).filter((id) => !read.has(id))).toEqual([]);
  });

  test('are refused when the vendor ignores the filter (trap 9)', async () => {
    const { hub, salesloft } = await setUp(3);
    salesloft.faults.add({ kind: 'ignoreFilters' });
    await expect(hub.read("/hubs/crm/contacts?where=updated_at>='2030-01-01T00:00:00Z'")).rejects.toThrow(
      'the filter updated_at[gte] has no effect',
    );
  });

  test('are refused when a stale page comes again', async () => {
    const { hub, salesloft } = await setUp(230);
    salesloft.faults.add({ kind: 'stalePage', skip: 1 });
    await expect(hub.read(everything)).rejects.toThrow('has no effect');
  });

  test('are asked for with a new token when the old one has expired', async () => {
    const { hub, salesloft } = await setUp(3);
    salesloft.expireAccessTokens();
    expect(await hub.read(everything)).toHaveLength(3);
    expect(salesloft.requests().byStatus).toMatchObject({ 200: 1, 401: 1 });
  });
});

describe('Act-On contacts', () => {
  const url = (where: string) => `/hubs/marketing/lists/{listId}/contacts${where}`;

  test('in columns become records with their ids as they are (traps 17, 19)', async () => {
    const { simulator, clock } = await simulatorForTest();
    const { acton } = simulator;
    acton.load(30, { resource: 'l-0001' });
    clock.advance(5000);
    const { id } = acton.create('l-0001', { 'First Name': 'Ada' });
    const hub = await hubAccount('acton', acton, { 'list.id': 'l-0001' });
    const records = await hub.read(url(`?where=modified_after='${clock.now() - 1000}'`));
    expect(records).toEqual(acton.records('l-0001').slice(-1));
    expect(records[0]).toMatchObject({ _contact_id_: id, 'First Name': 'Ada', __modified_date: String(clock.now()) });
    expect(id).toBe('l-0001:1e');
  });

  test('changed in the very millisecond of the bound are read although the vendor leaves it out', async () => {
    const { simulator, clock } = await simulatorForTest();
    const { acton } = simulator;
    acton.create('l-0001');
    const hub = await hubAccount('acton', acton, { listId: 'l-0001' });
    for (const name of ['modified_after', 'modafter', 'modaafter']) {
      expect(await hub.read(url(`?where=${name}='${clock.now()}'`))).toHaveLength(1);
    }
  });

  test('are read under both names of the date columns', async () => {
    const { simulator } = await simulatorForTest();
    const { acton } = simulator;
    acton.setOptions({ dateHeaders: 'plain' });
    acton.create('l-0001');
    const hub = await hubAccount('acton', acton, { listId: 'l-0001' });
    expect(Object.keys((await hub.read(url('')))[0] ?? {})).toEqual(
      expect.arrayContaining(['__created_date', '__modified_date']),
    );
  });

  test('that slip between pages because others were deleted are still read (trap 3)', async () => {
    const { simulator } = await simulatorForTest();
    const { acton } = simulator;
    acton.load(100, { resource: 'l-0001' });
    const hub = await hubAccount('acton', acton, { listId: 'l-0001' });
    acton.faults.add({
      kind: 'pageShift',
      times: 2,
      run: () =>
        acton
          .records('l-0001')
          .slice(0, 3)
          .forEach((record) => acton.delete(String(record['_contact_id_']))),
    });
    const pages = await hub.pages(url('?pageSize=20'));
    const read = new Set(pages.flatMap(({ records }) => idsOf(records, '_contact_id_')));
    expect(idsOf(acton.records('l-0001'), '_contact_id_').filter((id) => !read.has(id))).toEqual([]);
    expect(pages.some(({ restarted }) => restarted)).toBe(true);
  });

  test('are remarked upon when the vendor ignores the filter (trap 9)', async () => {
    const { simulator, clock } = await simulatorForTest();
    const { acton } = simulator;
    acton.load(3, { resource: 'l-0001' });
    acton.faults.add({ kind: 'ignoreFilters' });
    const hub = await hubAccount('acton', acton, { listId: 'l-0001' });
    const [page] = await hub.pages(url(`?where=modified_after='${clock.now() + 60_000}'`));
    expect(page?.warnings).toEqual([
      'the provider ignored the filter on __modified_date: it sent records from before the bound',
    ]);
  });

  test('of a list that is not there are refused with the words of the vendor', async () => {
    const { simulator } = await simulatorForTest();
    const hub = await hubAccount('acton', simulator.acton);
    const refusal = await hub.read('/hubs/marketing/lists/l-9999/contacts').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Fault);
    expect(refusal).toMatchObject({ code: 'provider.refused', providerMessage: 'Not found' });
  });
});

describe('Infusionsoft appointments', () => {
  test('are read whole, in pages, to an empty one (trap 8)', async () => {
    const { simulator } = await simulatorForTest();
    const { infusionsoft } = simulator;
    infusionsoft.load(45, { resource: 'appointments' });
    const hub = await hubAccount('infusionsoftrest', infusionsoft);
    const pages = await hub.pages('/hubs/crm/appointments?pageSize=20');
    expect(pages.flatMap(({ records }) => idsOf(records))).toEqual(idsOf(infusionsoft.records('appointments')));
    expect(pages.at(-1)?.next).toBeUndefined();
  });

  test('without dates are records all the same', async () => {
    const { simulator } = await simulatorForTest();
    const { infusionsoft } = simulator;
    infusionsoft.setOptions({ appointmentDates: false });
    infusionsoft.load(3, { resource: 'appointments' });
    const hub = await hubAccount('infusionsoftrest', infusionsoft);
    const records = await hub.read('/hubs/crm/appointments');
    expect(records).toHaveLength(3);
    expect(records[0]).not.toHaveProperty('modification_date');
  });
});

test('Infusionsoft contacts are filtered by their last update, with the fields that must be asked for', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { infusionsoft } = simulator;
  infusionsoft.load(5, { resource: 'contacts' });
  clock.advance(60_000);
  const { id } = infusionsoft.create('contacts');
  const hub = await hubAccount('infusionsoftrest', infusionsoft);
  const since = new Date(clock.now() - 1000).toISOString();
  const records = await hub.read(`/hubs/crm/contacts?where=last_updated>='${since}'`);
  expect(idsOf(records)).toEqual([id]);
  expect(records[0]).toHaveProperty('custom_fields');
});

describe('ActiveCampaign deals', () => {
  test.each(['Pacific/Kiritimati', 'America/Chicago', 'Pacific/Pago_Pago'])(
    'are filtered to the second although the vendor filters by days of %s (trap 5)',
    async (timeZone) => {
      const { simulator, clock } = await simulatorForTest('2026-03-08T00:30:00Z');
      const { activecampaign } = simulator;
      activecampaign.setOptions({ timeZone });
      const hub = await hubAccount('activecampaign', activecampaign);
      const stamps: number[] = [];
      for (let hours = 0; hours < 72; hours += 3) {
        activecampaign.create('deals');
        stamps.push(clock.now());
        clock.advance(3 * 3_600_000);
      }
      for (const [index, stamp] of stamps.entries()) {
        const since = new Date(stamp).toISOString().replace('.000Z', 'Z');
        expect(await hub.read(`/hubs/marketing/deals?where=mdate>='${since}'`)).toHaveLength(stamps.length - index);
      }
    },
  );

  test('that are disabled come back as stubs and are not dropped', async () => {
    const { simulator, clock } = await simulatorForTest();
    const { activecampaign } = simulator;
    activecampaign.setOptions({ disabledDealsAsStubs: true });
    activecampaign.create('deals', { isDisabled: 1 });
    const hub = await hubAccount('activecampaign', activecampaign);
    const records = await hub.read(
      `/hubs/marketing/deals?where=mdate>='${new Date(clock.now() - 1000).toISOString()}'`,
    );
    expect(records).toHaveLength(1);
    expect(records[0]).not.toHaveProperty('mdate');
  });

  test('are all read from pages of 100 at most', async () => {
    const { simulator } = await simulatorForTest();
    const { activecampaign } = simulator;
    activecampaign.load(230, { resource: 'deals' });
    const hub = await hubAccount('activecampaign', activecampaign);
    expect(sorted(idsOf(await hub.read('/hubs/marketing/deals?pageSize=500')))).toEqual(
      sorted(idsOf(activecampaign.records('deals'))),
    );
  });

  test('are refused for a wrong key, without showing it', async () => {
    const { simulator } = await simulatorForTest();
    const hub = await hubAccount('activecampaign', simulator.activecampaign, { 'api.key': 'wrong-key' });
    const refusal = await hub.read('/hubs/marketing/deals').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'provider.unauthorized' });
    expect(String(refusal)).not.toContain('wrong-key');
  });
});
