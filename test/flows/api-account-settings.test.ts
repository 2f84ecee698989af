import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonValue } from '../../src/lib/json.ts';
import { accountSettings } from '../../src/model/account-settings.ts';
import { startTestApi, type TestApi } from '../kit/api.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';

let api: TestApi;
let other: OtherOrganization;
let accountId: number;

beforeAll(async () => {
  api = await startTestApi();
  other = await storeOtherOrganization(api.db);
  accountId = (await api.db.selectFrom('accounts').select('id').orderBy('id').executeTakeFirstOrThrow()).id;
});
afterAll(() => api.close());

const path = '/accounts/settings';
const patch = (body: JsonValue, place = path) => api.call('PATCH', place, { body });
const role = (name: 'admin' | 'member' | 'viewer') =>
  api.db.updateTable('users').set({ role: name }).where('email', '=', api.email).execute();

test('every setting is shown as text, with its default where nobody has set it', async () => {
  const answer = await api.call('GET', path);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.object)).toEqual(accountSettings.map(({ name }) => name));
  expect(answer.object).toMatchObject({
    'notification.webhook.failure.policy': 'retry',
    'notification.webhook.retry.schedule': 'standard',
    'retention.events.days': '30',
    'retention.bodies.days': null,
    'retention.undelivered.days': 'never',
  });
  expect((await api.call('GET', `/accounts/${accountId}/settings`)).body).toEqual(answer.body);
});

test('PATCH changes what it names, keeps the rest, and null brings the default back', async () => {
  const before = (await api.call('GET', path)).object;
  const changed = await patch({ 'notification.webhook.failure.policy': 'queue', 'retention.attempts.days': 7 });
  expect(changed.object).toEqual({
    ...before,
    'notification.webhook.failure.policy': 'queue',
    'retention.attempts.days': '7',
  });
  expect((await api.call('GET', path)).body).toEqual(changed.body);
  const place = `/accounts/${accountId}/settings`;
  await patch({ 'notification.webhook.failure.policy': null }, place);
  expect((await patch({ 'retention.attempts.days': '' }, place)).object).toEqual(before);
});

test('a value is shown in its normal form, however it was written', async () => {
  const schedule = 'notification.webhook.retry.schedule';
  const written = { [schedule]: ' 10, 060 ,300', 'retention.events.days': 'NEVER', 'retention.usage.days': '007' };
  const changed = await patch(written);
  expect(changed.object).toMatchObject({
    [schedule]: '10,60,300',
    'retention.events.days': 'never',
    'retention.usage.days': '7',
  });
  expect((await api.call('GET', path)).body).toEqual(changed.body);
  await patch(Object.fromEntries(Object.keys(written).map((name) => [name, null])));
});

test.each<[JsonValue, string]>([
  [{ 'notification.webhook.failur.policy': 'queue' }, 'notification.webhook.failur.policy: unknown setting; allowed: '],
  [{ 'notification.webhook.failur.policy': null }, 'Did you mean notification.webhook.failure.policy?'],
  [
    { 'notification.webhook.failure.policy': 'drop' },
    'notification.webhook.failure.policy: found "drop"; allowed: retry, queue',
  ],
  [{ 'retention.events.days': 0 }, 'retention.events.days: found "0"; allowed: a whole number of days'],
  [{ 'retention.events.days': true }, 'retention.events.days: found the boolean true'],
  [{ 'retention.events.days': 7, 'retention.usage.days': 'x' }, 'retention.usage.days: found "x"'],
])('%j is refused with the reason, and nothing is changed', async (body, message) => {
  const before = (await api.call('GET', path)).body;
  const answer = await patch(body);
  expect(answer.status).toBe(400);
  expect(answer.object['message']).toContain(message);
  expect((await api.call('GET', path)).body).toEqual(before);
});

test('only admins change settings; a member reads those of its own account', async () => {
  await role('member');
  expect((await api.call('GET', path)).status).toBe(200);
  expect((await patch({ 'retention.events.days': 1 })).object).toMatchObject({
    code: 'access.denied',
    message: 'Only admins may change the settings of an account.',
  });
  const { id: second } = await api.db
    .insertInto('accounts')
    .values({ organization_id: (await ownOrganization()) ?? 0, name: 'Second', created_at_ms: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  expect((await api.call('GET', `/accounts/${second}/settings`)).status).toBe(403);
  await role('admin');
  expect((await patch({ 'retention.events.days': 3 }, `/accounts/${second}/settings`)).object).toMatchObject({
    'retention.events.days': '3',
  });
  expect((await api.call('GET', path)).object).toMatchObject({ 'retention.events.days': '30' });
});

const ownOrganization = async () =>
  (await api.db.selectFrom('accounts').select('organization_id').where('id', '=', accountId).executeTakeFirst())
    ?.organization_id;

test('accounts of other organisations, and what is no id, do not exist', async () => {
  for (const named of [String(other.accountId), '-1', 'x', '999999']) {
    const place = `/accounts/${named}/settings`;
    for (const answer of [await api.call('GET', place), await patch({ 'retention.events.days': 1 }, place)])
      expect([answer.status, answer.object['code']]).toEqual([404, 'account.not_found']);
  }
});
