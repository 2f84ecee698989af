import { expect, test } from 'vitest';
import { savePolls } from '../../src/store/save-polls.ts';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { answerJson, serve } from '../kit/listen.ts';
import { pollAt } from '../kit/poll-at.ts';
import { aPollDefinition } from '../kit/poll-definition.ts';
import { aPollToSave } from '../kit/polled-instance.ts';
import { testConnector } from '../kit/test-connector.ts';

const database = useEmptyDatabase();
const updated = { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", timezone: 'UTC' };

/** A list of three records that is polled once, and can then be polled with another definition. */
async function startList(before: Parameters<typeof aPollDefinition>[0]) {
  const rows = [1, 2, 3].map((id) => ({ id, name: 'a', views: 0, updated: '2020-01-01T00:00:00.000Z' }));
  const server = await serve((_request, response) => answerJson(response, 200, { rows }));
  const connector = testConnector({}, { baseUrl: server.url });
  const definition = { idField: 'id', url: '/hubs/general/rows', resource: 'rows', ...before };
  const polled = await pollAt(database.db, { connector, definition });
  await polled.poll();
  const edit = async (after: Parameters<typeof aPollDefinition>[0]) => {
    const save = aPollToSave('rows', { definition: aPollDefinition({ ...definition, ...after }) });
    await savePolls(database.db, {
      instanceId: polled.instanceId,
      now: polled.clock.now(),
      enabled: true,
      polls: [save],
    });
  };
  return { rows, polled, edit };
}

test('ignoring another field makes no record a change, and what did change is told', async () => {
  const { rows, polled, edit } = await startList({});
  const [first, second] = rows;
  if (!first || !second) throw new Error('no rows');
  await edit({ polling: { ignoredFields: ['views'] } });
  second.name = 'b';
  await polled.poll();
  expect(await polled.events()).toEqual(['UPDATED 2']);
  first.views = 7;
  await polled.poll();
  expect(await polled.events()).toEqual(['UPDATED 2']);
});

test('taking the dates away makes what is there the baseline, and not a flood of creations', async () => {
  const { rows, polled, edit } = await startList({ updated });
  await edit({ updated: undefined });
  await polled.poll();
  expect(await polled.events()).toEqual([]);
  rows.push({ id: 4, name: 'd', views: 0, updated: '2020-01-01T00:00:00.000Z' });
  await polled.poll();
  expect(await polled.events()).toEqual(['CREATED 4']);
});

test('a condition on a date that is filtered here is judged by the format that the poll names', async () => {
  const rows = [{ id: 1, made: '12/31/2018' }];
  const server = await serve((_request, response) => answerJson(response, 200, { rows }));
  const connector = testConnector({}, { baseUrl: server.url });
  const created = { field: 'made', format: 'MM/dd/yyyy', timezone: 'UTC' };
  const definition = { idField: 'id', url: "/hubs/general/rows?where=made>='12/31/2019'", updated: undefined, created };
  const polled = await pollAt(database.db, { connector, definition, poll: { startUs: 0, initialBeforeUs: 0 } });
  rows.push({ id: 2, made: '01/02/2020' }, { id: 3, made: '11/30/2019' });
  const { counts, scans } = await polled.poll();
  expect([counts, scans]).toMatchObject([{ records: 1 }, [{ notes: [] }]]);
  expect(await polled.events()).toEqual(['CREATED 2']);
});
