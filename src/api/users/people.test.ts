import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, textOf, type Answer, type CallOptions, type TestApi } from '../../../test/kit/api.ts';
import { createManualClock } from '../../../test/kit/manual-clock.ts';
import { storeOtherOrganization } from '../../../test/kit/other-organization.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { hashSecret } from '../../lib/secret-hash.ts';
import { deleteUser } from '../../store/delete-user.ts';

const hourMs = 60 * 60 * 1000;
const clock = createManualClock();
let api: TestApi;
let adminId: string;

beforeAll(async () => {
  api = await startTestApi({ clock });
  adminId = textOf((await api.call('GET', '/users/me')).object['id']);
});
afterAll(() => api.close());

const outcome = ({ status, object }: Answer) => [status, object['code']];
const listed = ({ body }: Answer) => body as JsonRecord[];

interface Person {
  id: string;
  secret: string;
  password: string;
  path: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  logIn(password: string): Promise<number>;
}

async function make(email: string, more: JsonRecord = {}): Promise<Person> {
  const { object, status } = await api.call('POST', '/users', { body: { email, ...more } });
  expect([status, object['message']]).toEqual([200, undefined]);
  const [id, secret] = [textOf(object['id']), textOf(object['secret'])];
  const authorization = `User ${secret}, Organization organization-secret`;
  return {
    id,
    secret,
    password: object['password'] === null ? '' : textOf(object['password']),
    path: `/users/${id}`,
    call: (method, path, options) => api.call(method, path, { authorization, ...options }),
    logIn: async (password) =>
      (await api.call('POST', '/authentication', { authorization: '', body: { username: email, password } })).status,
  };
}

/** Signs in as a browser does, and answers what it then sends with every request. */
async function signIn(email: string, password: string): Promise<CallOptions> {
  const headers = { 'x-tidings-console': '1' };
  const body = { username: email, password };
  const answer = await api.call('POST', '/authentication/session', { authorization: '', headers, body });
  expect(answer.status).toBe(200);
  return {
    authorization: '',
    headers: { ...headers, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' },
  };
}

const refusedAs = async (person: Person, calls: [string, string, JsonValue?][]) => {
  for (const [method, path, body] of calls)
    expect([method, path, ...outcome(await person.call(method, path, body === undefined ? {} : { body }))]).toEqual([
      method,
      path,
      403,
      'access.denied',
    ]);
};

test('an admin makes a user, whose secret and first password are shown once and work', async () => {
  const answer = await api.call('POST', '/users', { body: { email: ' Grace@Example.com ', firstName: 'Grace' } });
  const { id, secret, password, accountId, ...shown } = answer.object;
  expect(shown).toEqual({
    email: 'grace@example.com',
    firstName: 'Grace',
    lastName: '',
    role: 'member',
    active: true,
    createdDate: new Date(clock.now()).toISOString(),
  });
  const authorization = `User ${textOf(secret)}, Organization organization-secret`;
  const read = await api.call('GET', '/users/me', { authorization });
  expect(read.object).toEqual({ ...shown, id, accountId });
  expect((await api.call('GET', '/users/grace@example.com')).body).toEqual(read.body);
  expect((await api.call('GET', `/accounts/${textOf(accountId)}/users/${textOf(id)}`)).body).toEqual(read.body);
  const everybody = await api.call('GET', '/users');
  expect(everybody.body).toContainEqual(read.body);
  expect(JSON.stringify(everybody.body)).not.toContain(textOf(secret));
  await signIn('grace@example.com', textOf(password));
  const second = await api.call('POST', '/users', { body: { email: 'grace@example.com' } });
  expect(outcome(second)).toEqual([409, 'user.exists']);
});

test.each<[JsonValue, string]>([
  [{ email: 'nobody' }, 'email'],
  [{ email: 'a@b', role: 'owner' }, 'role'],
  [{ email: 'a@b', password: 'short' }, 'password'],
  [{ email: 'a@b', rol: 'viewer' }, 'rol'],
])('a user like %j is refused, with the place', async (body, path) => {
  const answer = await api.call('POST', '/users', { body });
  expect(outcome(answer)).toEqual([400, 'request.malformed']);
  expect(answer.object['message']).toContain(path);
});

test('only admins manage people; others change themselves alone', async () => {
  const [member, viewer] = [await make('m@example.com'), await make('v@example.com', { role: 'viewer' })];
  for (const person of [member, viewer]) {
    await refusedAs(person, [
      ['POST', '/users', { email: 'x@example.com' }],
      ['PATCH', `/users/${adminId}`, { role: 'viewer' }],
      ['PATCH', person.path, { role: 'admin' }],
      ['DELETE', `/users/${adminId}`],
      ['POST', `/users/${adminId}/secret`],
      ['PATCH', '/organizations/me', { name: 'Mine' }],
      ['POST', '/organizations/me/secret'],
      ['GET', '/organizations'],
      ['POST', '/organizations', { name: 'Mine', admin: { email: 'x@example.com' } }],
    ]);
    const changed = await person.call('PATCH', '/users/me', { body: { firstName: 'New' } });
    expect(changed.object).toMatchObject({ firstName: 'New' });
    expect(outcome(await person.call('PATCH', '/users/me', { body: { role: 'admin' } }))).toEqual([
      400,
      'request.malformed',
    ]);
    expect((await person.call('POST', '/users/me/secret')).status).toBe(200);
    expect((await person.call('GET', '/users/me')).status).toBe(401);
  }
});

test('a role counts from the next request on, also in a session', async () => {
  const person = await make('promoted@example.com', { password: 'long enough' });
  const browser = await signIn('promoted@example.com', 'long enough');
  const rename = () => api.call('PATCH', '/organizations/me', { ...browser, body: { name: 'Tidings' } });
  expect((await rename()).status).toBe(403);
  await api.call('PATCH', person.path, { body: { role: 'admin' } });
  expect((await rename()).status).toBe(200);
  await api.call('DELETE', person.path);
  expect((await rename()).status).toBe(401);
});

test('a new password needs the current one, and ends all sessions but that which set it', async () => {
  const person = await make('p@example.com', { password: 'first password' });
  const [here, there] = [
    await signIn('p@example.com', 'first password'),
    await signIn('p@example.com', 'first password'),
  ];
  const change = (body: JsonRecord) => api.call('PATCH', '/users/me', { ...here, body });
  expect(outcome(await change({ password: 'second password' }))).toEqual([400, 'request.malformed']);
  const wrong = await change({ password: 'second password', currentPassword: 'no' });
  expect(outcome(wrong)).toEqual([403, 'user.wrong_password']);
  expect((await change({ password: 'second password', currentPassword: 'first password' })).status).toBe(200);
  expect((await api.call('GET', '/users/me', here)).status).toBe(200);
  expect((await api.call('GET', '/users/me', there)).status).toBe(401);
  expect(await person.logIn('first password')).toBe(401);
  await api.call('PATCH', person.path, { body: { password: 'set by an admin' } });
  expect((await api.call('GET', '/users/me', here)).status).toBe(401);
  expect(await person.logIn('set by an admin')).toBe(200);
});

test('an admin too changes the own password only with the current one, by whatever path', async () => {
  const person = await make('own@example.com', { role: 'admin', password: 'first password' });
  const browser = await signIn('own@example.com', 'first password');
  const account = textOf((await person.call('GET', '/users/me')).object['accountId']);
  for (const path of [person.path, '/users/own@example.com', `/accounts/${account}/users/me`]) {
    const answer = await api.call('PATCH', path, { ...browser, body: { password: 'second password' } });
    expect([path, ...outcome(answer)]).toEqual([path, 400, 'request.malformed']);
    expect(answer.object['message']).toContain('currentPassword');
  }
  expect((await api.call('PATCH', person.path, { ...browser, body: { lastName: 'Own' } })).status).toBe(200);
  expect(await person.logIn('first password')).toBe(200);
  await api.call('DELETE', person.path);
});

test('who is not active is refused everywhere, and comes back as he was', async () => {
  const person = await make('gone@example.com', { password: 'long enough' });
  const browser = await signIn('gone@example.com', 'long enough');
  await api.call('PATCH', person.path, { body: { active: false } });
  expect((await person.call('GET', '/users/me')).status).toBe(401);
  expect((await api.call('GET', '/users/me', browser)).status).toBe(401);
  expect(await person.logIn('long enough')).toBe(401);
  const emails = async (query: string) => listed(await api.call('GET', `/users${query}`)).map(({ email }) => email);
  expect(await emails('')).not.toContain('gone@example.com');
  expect(await emails('?includeInactive=true')).toContain('gone@example.com');
  await api.call('PATCH', person.path, { body: { active: true } });
  expect((await person.call('GET', '/users/me')).status).toBe(200);
  expect((await api.call('GET', '/users/me', browser)).status).toBe(401);
});

test('the last active admin stays one, whoever else goes at the same moment', async () => {
  const own = `/users/${adminId}`;
  for (const body of [{ role: 'member' }, { active: false }])
    expect(outcome(await api.call('PATCH', own, { body }))).toEqual([409, 'user.last_admin']);
  expect(outcome(await api.call('DELETE', own))).toEqual([409, 'user.oneself']);
  const second = await make('second@example.com', { role: 'admin' });
  const both = await Promise.all([
    api.call('PATCH', own, { body: { role: 'member' } }),
    second.call('PATCH', second.path, { body: { active: false } }),
  ]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  await api.db.updateTable('users').set({ role: 'admin' }).where('id', '=', Number(adminId)).execute();
});

test('what a deleted user made goes to the admin who deletes', async () => {
  const maker = await make('maker@example.com');
  const configuration = { 'api.key': 'key', 'base.url': 'http://127.0.0.1:9' };
  const body = { name: 'Kept', element: { key: 'activecampaign' }, configuration };
  const { object } = await maker.call('POST', '/instances', { body });
  const built = await maker.call('POST', '/elements/activecampaign/clone', { body: { key: 'made' } });
  expect(built.status).toBe(200);
  expect((await api.call('DELETE', maker.path)).status).toBe(200);
  expect(outcome(await api.call('GET', maker.path))).toEqual([404, 'user.not_found']);
  const kept = await api.call('GET', `/instances/${textOf(object['id'])}`);
  expect(kept.object).toMatchObject({ name: 'Kept', user: { emailAddress: api.email } });
  expect((await api.call('GET', '/elements/made')).status).toBe(200);
});

test('what a deleted user made goes to nobody who is no active admin any more', async () => {
  const [leaver, heir] = [await make('leaver@example.com'), await make('heir@example.com', { role: 'admin' })];
  const { id: organizationId } = await api.db.selectFrom('organizations').select('id').executeTakeFirstOrThrow();
  const remove = () => deleteUser(api.db, { organizationId, id: Number(leaver.id), heirId: Number(heir.id) });
  await api.call('PATCH', heir.path, { body: { active: false } });
  expect(await remove()).toEqual({ outcome: 'heirGone', instances: 0 });
  await api.call('DELETE', heir.path);
  expect(await remove()).toEqual({ outcome: 'heirGone', instances: 0 });
  expect((await api.call('GET', leaver.path)).status).toBe(200);
});

test('a new organization secret stops the one before, at once or after its grace', async () => {
  const person = await make('r@example.com');
  const call = async (secret: string) =>
    (await api.call('GET', '/instances', { authorization: `User ${person.secret}, Organization ${secret}` })).status;
  const admin = (secret: string) => `User user-secret-of-ada, Organization ${secret}`;
  const rotate = async (secret: string, body?: JsonRecord) => {
    const options = { authorization: admin(secret), ...(body && { body }) };
    return (await api.call('POST', '/organizations/me/secret', options)).object;
  };
  const first = 'organization-secret';
  const rotated = await rotate(first, { graceHours: 2 });
  const second = textOf(rotated['secret']);
  expect(rotated['oldSecretUntilDate']).toBe(new Date(clock.now() + 2 * hourMs).toISOString());
  expect([await call(first), await call(second)]).toEqual([200, 200]);
  await clock.advance(2 * hourMs);
  expect([await call(first), await call(second)]).toEqual([401, 200]);
  const brief = await rotate(second, { graceHours: 1e-7 });
  expect(brief['oldSecretUntilDate']).toBe(new Date(clock.now() + 1).toISOString());
  const third = await rotate(textOf(brief['secret']));
  expect(third['oldSecretUntilDate']).toBeNull();
  expect([await call(second), await call(textOf(third['secret']))]).toEqual([401, 200]);
  // Back to the secret that the other tests send.
  await api.db
    .updateTable('organizations')
    .set({ secret_hash: hashSecret(first) })
    .execute();
});

test('operators make organisations, which see nothing of each other and are no operators', async () => {
  const made = await api.call('POST', '/organizations', {
    body: { name: 'Beta', admin: { email: 'bea@beta.example', firstName: 'Bea' } },
  });
  const { secret, admin } = made.object as { secret: string; admin: { secret: string; password: string } };
  const authorization = `User ${admin.secret}, Organization ${secret}`;
  const asBea = (method: string, path: string) => api.call(method, path, { authorization });
  expect((await asBea('GET', '/organizations/me')).object).toMatchObject({ name: 'Beta', operator: false });
  expect(listed(await asBea('GET', '/users')).map(({ email }) => email)).toEqual(['bea@beta.example']);
  expect(outcome(await asBea('GET', `/users/${adminId}`))).toEqual([404, 'user.not_found']);
  expect(outcome(await asBea('DELETE', `/users/${adminId}`))).toEqual([404, 'user.not_found']);
  expect(outcome(await asBea('POST', `/users/${adminId}/secret`))).toEqual([404, 'user.not_found']);
  expect(outcome(await asBea('GET', '/organizations'))).toEqual([403, 'access.denied']);
  await signIn('bea@beta.example', admin.password);
  const all = listed(await api.call('GET', '/organizations'));
  expect(all).toContainEqual(expect.objectContaining({ name: 'Beta', users: 1, instances: 0 }));
  const taken = { name: 'Gamma', admin: { email: api.email } };
  expect(outcome(await api.call('POST', '/organizations', { body: taken }))).toEqual([409, 'user.exists']);
  expect(listed(await api.call('GET', '/organizations'))).toHaveLength(all.length);
});

test('accounts are those of the organisation, and users are found in theirs alone', async () => {
  const other = await storeOtherOrganization(api.db);
  const [account] = listed(await api.call('GET', '/accounts'));
  const path = `/accounts/${textOf(account?.['id'])}`;
  expect((await api.call('GET', path)).body).toEqual(account);
  const made = await api.call('POST', `${path}/users`, { body: { email: 'in-account@example.com' } });
  expect(made.object).toMatchObject({ accountId: account?.['id'] });
  for (const foreign of [`/accounts/${other.accountId}`, `/accounts/${other.accountId}/users`, '/accounts/x'])
    expect(outcome(await api.call('GET', foreign))).toEqual([404, 'account.not_found']);
});

test('with an Element token these paths are those of the connector', async () => {
  const configuration = { 'api.key': 'key', 'base.url': 'http://127.0.0.1:9' };
  const body = { name: 'Kept', element: { key: 'activecampaign' }, configuration };
  const element = textOf((await api.call('POST', '/instances', { body })).object['token']);
  const people = ['/users', '/users/1', '/accounts', '/organizations', '/organizations/me'];
  for (const path of [...people, '/operations', '/date-formats', '/schemas/poller-configuration'])
    expect([path, ...outcome(await api.call('GET', path, { element }))]).toEqual([path, 404, 'route.not_found']);
  expect((await api.call('GET', '/users')).status).toBe(200);
});
