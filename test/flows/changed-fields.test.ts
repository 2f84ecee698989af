import { expect, test } from 'vitest';
import { startFlow, type Flow } from '../kit/flow.ts';

const minute = 60_000;
const iso = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";
const contacts = (settings: Record<string, unknown>) => ({
  'event.poller.configuration': {
    contacts: {
      url: `/hubs/crm/contacts?where=updated_at>='\${gmtDate:${iso}}'`,
      idField: 'id',
      datesConfiguration: {
        updatedDateField: 'updated_at',
        updatedDateFormat: iso,
        createdDateField: 'created_at',
        createdDateFormat: iso,
      },
      ...settings,
    },
  },
});

interface Told {
  eventType: string;
  changedFields?: string[];
  previousValues?: Record<string, unknown>;
}

/** A person that is made, and an hour later renamed, each time seen by a poll. */
async function renamed(flow: Flow, settings: Record<string, unknown>): Promise<Told[]> {
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft, contacts(settings));
  await flow.poll(id);
  const person = salesloft.create('people', { first_name: 'Ada', title: 'Countess' });
  await flow.poll(id);
  await flow.delivered();
  flow.clock.jump(60 * minute);
  await flow.poll(id);
  salesloft.update(person.id, { first_name: 'Grace' });
  await flow.poll(id);
  await flow.delivered();
  return flow.receiver.events() as Told[];
}

test('with changedFields an update says which fields differ from the version told before, however long ago', async () => {
  const flow = await startFlow();
  const [created, updated, ...more] = await renamed(flow, { changedFields: 'true' });
  expect(more).toEqual([]);
  expect(created).toMatchObject({ eventType: 'CREATED' });
  expect(created).not.toHaveProperty('changedFields');
  expect(updated).toMatchObject({ eventType: 'UPDATED' });
  expect(updated?.changedFields).toEqual(expect.arrayContaining(['first_name', 'updated_at']));
  expect(updated?.changedFields).not.toContain('title');
  expect(updated).not.toHaveProperty('previousValues');
});

test('with keepRecords their values before are told too', async () => {
  const flow = await startFlow();
  const [, updated] = await renamed(flow, { changedFields: true, keepRecords: true });
  expect(updated?.previousValues).toMatchObject({ first_name: 'Ada' });
  expect(Object.keys(updated?.previousValues ?? {})).toEqual(updated?.changedFields);
});

test('without it events are as they always were, and nothing of the records is kept beside them', async () => {
  const flow = await startFlow();
  const [, updated] = await renamed(flow, {});
  expect(updated).not.toHaveProperty('changedFields');
  const kept = await flow.db.selectFrom('record_versions').select(['fields', 'record']).execute();
  expect(kept.filter(({ fields, record }) => fields !== null || record !== null)).toEqual([]);
});
