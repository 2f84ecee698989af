import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../kit/api.ts';
import { createManualClock } from '../kit/manual-clock.ts';
import { storeOtherOrganization } from '../kit/other-organization.ts';
import { mostOwnFormats } from '../../src/model/date-formats.ts';

let api: TestApi;
const clock = createManualClock(Date.parse('2026-11-23T12:00:00Z'));
beforeAll(async () => {
  api = await startTestApi({ clock });
});
afterAll(() => api.close());

const previewPath = '/elements/hubspot/polling/preview';
const contacts = {
  url: "/hubs/crm/contacts?where=lastmodifieddate>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}'",
  idField: 'id',
  datesConfiguration: {
    updatedAtField: 'properties.lastmodifieddate',
    updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  },
};

test('a preview tells the query, the request to the provider and what becomes of a record', async () => {
  const sample = { id: '5', properties: { lastmodifieddate: '2026-11-23T11:59:00.000Z' } };
  const { status, object } = await api.call('POST', previewPath, {
    body: { resource: 'contacts', definition: contacts, lastPollDate: '2026-11-23T11:45:00Z', sample },
  });
  expect(status).toBe(200);
  expect(object).toMatchObject({
    issues: [],
    warnings: [{ path: 'definition.datesConfiguration.updatedAtField', message: 'taken as updatedDateField' }],
    now: '2026-11-23T12:00:00Z',
    times: [{ text: "${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}", timezone: 'UTC' }],
    resource: { found: true },
    requests: {
      requests: [{ path: '/crm/v3/objects/contacts/search' }, { path: '/crm/v3/objects/contacts' }],
      notes: [
        'A preRequest hook may change the request before it is sent.',
        'A further request reads the list of deleted records.',
      ],
    },
    sample: { recordId: '5', decision: { outcome: 'updated', rule: 'updated-date-only' } },
  });
});

test('nothing at all is answered with issues, and an unknown connector with 404', async () => {
  expect(await api.call('POST', previewPath, { body: { definition: 7, sample: 'x' } })).toMatchObject({
    status: 200,
    object: { issues: [{ path: 'definition' }, { path: 'definition.url' }, { path: 'sample' }] },
  });
  expect((await api.call('POST', previewPath, { body: { definition: {}, other: 1 } })).status).toBe(400);
  expect((await api.call('POST', '/elements/none/polling/preview', { body: { definition: {} } })).status).toBe(404);
});

test('a preview and a trial of a hook take no more than they answer at once', async () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`entry.${index}`, '']));
  const long = { 'private.key': 'line\n'.repeat(10_000) };
  for (const configuration of [many, long])
    for (const path of [previewPath, '/elements/hubspot/hooks/trial'])
      expect(
        await api.call('POST', path, { body: { ...(path === previewPath && { definition: {} }), configuration } }),
      ).toMatchObject({ status: 400, object: { code: 'request.malformed', issues: [{ path: 'configuration' }] } });
  const definition = { url: `/hubs/crm/contacts?since=${'${date}'.repeat(5_000)}` };
  expect(await api.call('POST', previewPath, { body: { definition } })).toMatchObject({
    status: 400,
    object: { issues: [{ path: 'definition', message: expect.stringContaining('16384') }] },
  });
  const updatedDateFormat = "yyyy'x'".repeat(1_000);
  const datesConfiguration = { updatedDateField: 'changed', updatedDateFormat };
  const { object } = await api.call('POST', previewPath, { body: { definition: { ...contacts, datesConfiguration } } });
  expect(object['issues']).toMatchObject([
    { path: 'definition.datesConfiguration.updatedDateFormat', message: expect.stringContaining('200 at most') },
  ]);
});

test('a date format is checked, kept once for its organisation alone, and forgotten', async () => {
  const common = (await api.call('GET', '/date-formats')).body as { format: string; example: string }[];
  expect(common[0]).toEqual({ format: "yyyy-MM-dd'T'HH:mm:ssXXX", example: '2026-11-23T12:00:00Z' });
  const keep = (format: string) => api.call('POST', '/date-formats', { body: { format } });
  expect((await keep('yyyy-mm-dd')).object).toMatchObject({
    code: 'date_format.invalid',
    issues: [{ path: 'format' }],
  });
  const first = await keep(' dd.MM.yyyy ');
  expect(first.object).toMatchObject({ format: 'dd.MM.yyyy', example: '23.11.2026' });
  await clock.advance(1_000);
  await keep('dd.MM.yy');
  await clock.advance(1_000);
  expect((await keep('dd.MM.yyyy')).object['id']).toBe(first.object['id']);
  expect((await keep('yyyy-MM-dd')).object['id']).toBeUndefined();
  const listed = (await api.call('GET', '/date-formats')).body as { format: string }[];
  expect(listed.slice(0, 2).map(({ format }) => format)).toEqual(['dd.MM.yyyy', 'dd.MM.yy']);
  expect(listed).toHaveLength(common.length + 2);
  const { authorization } = await storeOtherOrganization(api.db);
  expect((await api.call('GET', '/date-formats', { authorization })).body).toHaveLength(common.length);
  const remove = (id: unknown, options = {}) => api.call('DELETE', `/date-formats/${String(id)}`, options);
  expect((await remove(first.object['id'], { authorization })).status).toBe(404);
  expect((await remove(first.object['id'])).status).toBe(200);
  expect((await remove(first.object['id'])).object['code']).toBe('date_format.not_found');
  const { id: organization_id } = await api.db
    .selectFrom('organizations')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const many = Array.from({ length: mostOwnFormats - 1 }, (_, index) => ({
    organization_id,
    format: `yyyy-MM-dd '${index}'`,
    used_at_ms: index,
  }));
  await api.db.insertInto('date_formats').values(many).execute();
  expect((await keep('yyyy/MM')).object['code']).toBe('date_format.too_many');
  expect((await api.call('GET', '/date-formats')).body).toHaveLength(common.length + mostOwnFormats);
});
