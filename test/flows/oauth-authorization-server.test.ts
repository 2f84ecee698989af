import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorizationUrl } from '../../src/credentials/authorization-url.ts';
import { authorize, credentialOwner, type AuthorizeOptions } from '../../src/credentials/authorize.ts';
import { codeChallenge, newCodeVerifier } from '../../src/credentials/pkce.ts';
import { createTokenCache } from '../../src/credentials/token-cache.ts';
import type { Tokens } from '../../src/credentials/tokens.ts';
import { createEgress, type Egress } from '../../src/egress/egress.ts';
import { systemClock as clock } from '../../src/lib/clock.ts';
import type { Connector } from '../../src/model/connector.ts';
import { createInstance } from '../../src/provision/create-instance.ts';
import { updateInstance } from '../../src/provision/update-instance.ts';
import { createCredentialStore } from '../../src/store/credential-store.ts';
import { findInstance } from '../../src/store/find-instance.ts';
import { createTestDatabase, openLockPools, type LockPools, type TestDatabase } from '../kit/database.ts';
import { answerJson, bodyOf, serve } from '../kit/listen.ts';
import { startOidcServer, type OidcServer } from '../kit/oidc-server.ts';
import { storeInstance, storeSealer as sealer } from '../kit/stored-instance.ts';
import { testConnector } from '../kit/test-connector.ts';

/** A provider of ours against an authorization server that others wrote, on a real database. */
let server: OidcServer;
let database: TestDatabase;
let lockPools: LockPools;
let egress: Egress;
let connector: Connector;

beforeAll(async () => {
  [server, database] = await Promise.all([startOidcServer(), createTestDatabase()]);
  lockPools = openLockPools(database);
  egress = createEgress({ clock, random: () => 0, allowNetworks: ['127.0.0.0/8'] });
  connector = testConnector(
    {},
    {
      authentication: {
        type: 'oauth2',
        authorizationUrl: `${server.issuer}/auth`,
        tokenUrl: `${server.issuer}/token`,
        scope: 'openid offline_access',
        authorizationParameters: { prompt: 'consent' },
        pkce: true,
        refreshToken: 'rotating',
        capture: { redirect: { issuer: 'iss' }, token: { 'granted.scope': 'scope' } },
      },
    },
  );
});
afterAll(async () => {
  await Promise.all([server.close(), egress.close(), lockPools.close()]);
  await database.close();
});

const configuration = () => ({
  'oauth.api.key': server.client.id,
  'oauth.api.secret': server.client.secret,
  'oauth.callback.url': server.client.callbackUrl,
});

/** What the redirect brings a user who consents, and the verifier that was kept for it. */
async function consent() {
  if (connector.authentication.type !== 'oauth2') throw new Error('The connector uses OAuth 2.');
  const verifier = newCodeVerifier();
  const options = { state: 's-1', codeChallenge: codeChallenge(verifier) };
  const redirect = await server.consent(authorizationUrl(connector.authentication, configuration(), options));
  return { ...redirect, code_verifier: verifier };
}

const provisioning = () => ({
  db: database.db,
  sealer,
  clock,
  random: () => 0,
  egress,
  runHook: () => Promise.reject(new Error('The connector has no hooks.')),
  authorize: () => Promise.reject(new Error('The connector has no webhooks.')),
  minRefreshMinutes: 1,
});

/** Who makes instances. */
async function findCaller() {
  const { organizationId } = await storeInstance(database.db);
  const user = await database.db.selectFrom('users').select(['id', 'account_id']).executeTakeFirstOrThrow();
  return { organizationId, accountId: user.account_id, userId: user.id };
}

/** An instance whose user has consented. */
async function connected() {
  const caller = await findCaller();
  const { organizationId } = caller;
  const request = { name: 'Ann', configuration: configuration(), providerData: await consent() };
  const { id } = await createInstance(provisioning(), { caller, connector, request });
  const read = () => findInstance({ db: database.db, sealer }, { organizationId, id });
  return { id, organizationId, read };
}

const storeOf = () => createCredentialStore<Tokens>({ db: database.db, ...lockPools, sealer, clock });
const ownerOf = (instanceId: number) =>
  credentialOwner({ organizationId: 1, instanceId, connector, configuration: configuration() });

/** One process's way to credentials. */
function startProcess(instanceId: number) {
  const dependencies = { store: storeOf(), egress, clock, cache: createTokenCache({ clock }) };
  return (options?: AuthorizeOptions) => authorize(dependencies, ownerOf(instanceId), options);
}

/** A process that renews the tokens and is killed when the authorization server has made its answer. */
async function killWhileRenewing(instanceId: number): Promise<void> {
  const { token = '' } = await startProcess(instanceId)();
  const reached = server.cutOff();
  const owner = JSON.stringify(ownerOf(instanceId));
  const child = spawn(process.execPath, ['test/kit/refresh-child.ts', database.url, owner, token], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  await Promise.race([reached, exited]);
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  server.reconnect();
}

test('a code is exchanged with its verifier, and what the authorization tells is configured', async () => {
  const { id, read } = await connected();
  expect((await read())?.configuration).toMatchObject({
    issuer: server.issuer,
    'granted.scope': 'openid offline_access',
  });
  expect((await startProcess(id)()).headers['authorization']).toMatch(/^Bearer \S{20,}$/);
  expect(await storeOf().read(id)).toMatchObject({ refreshToken: expect.any(String), scope: 'openid offline_access' });
});

test('another verifier is refused, in the words of the provider, and no instance is made', async () => {
  const caller = await findCaller();
  const providerData = { ...(await consent()), code_verifier: newCodeVerifier() };
  const request = { name: 'Eve', configuration: configuration(), providerData };
  await expect(createInstance(provisioning(), { caller, connector, request })).rejects.toMatchObject({
    code: 'authorization.refused',
    providerMessage: expect.stringContaining('grant request is invalid'),
  });
  expect(await database.db.selectFrom('instances').select('id').where('name', '=', 'Eve').execute()).toEqual([]);
});

test('twenty workers of four processes that run into a refused token cause one refresh, which rotates', async () => {
  const { id } = await connected();
  const before = await storeOf().read(id);
  const processes = Array.from({ length: 4 }, () => startProcess(id));
  const { token = '' } = (await processes[0]?.()) ?? {};
  const count = server.refreshes;
  const workers = Array.from({ length: 5 }, () => processes).flat();
  const answers = await Promise.all(workers.map((ask) => ask({ force: token })));
  expect(new Set(answers.map((answer) => answer.token)).size).toBe(1);
  expect(answers[0]?.token).not.toBe(token);
  expect(server.refreshes).toBe(count + 1);
  const after = await storeOf().read(id);
  expect(after?.refreshToken).not.toBe(before?.refreshToken);
});

test('a refresh token that was used elsewhere ends the connection at once, until the user consents again', async () => {
  const { id, read } = await connected();
  const old = await storeOf().read(id);
  await startProcess(id)({ force: old?.accessToken });
  await storeOf().withLock(id, ({ save }) => (old ? save(old) : Promise.resolve()));
  const ask = startProcess(id);
  await expect(ask({ force: old?.accessToken })).rejects.toMatchObject({ code: 'instance.reconnect' });
  expect(await read()).toMatchObject({ connection: 'reconnect', connectionReason: expect.stringContaining('invalid') });
  const requests = server.refused.length;
  await expect(startProcess(id)()).rejects.toMatchObject({ code: 'instance.reconnect' });
  expect(server.refused.length).toBe(requests);
  const instance = await read();
  if (!instance) throw new Error('The instance is gone.');
  const request = { providerData: await consent() };
  await updateInstance(provisioning(), { instance, connector, request, by: instance.userId, mode: 'merge' });
  expect(await read()).toMatchObject({ connection: 'connected' });
  expect((await startProcess(id)()).headers['authorization']).toMatch(/^Bearer /);
});

test('a server killed between the answer and our commit says "reconnect" at the next use, and why', async () => {
  const { id, read } = await connected();
  const { token } = await startProcess(id)();
  await killWhileRenewing(id);
  const refusals = server.refused.length;
  await expect(startProcess(id)({ force: token })).rejects.toMatchObject({ code: 'instance.reconnect' });
  expect(server.refused.slice(refusals)).toEqual(['invalid_grant']);
  expect(await read()).toMatchObject({
    connection: 'reconnect',
    connectionReason: expect.stringMatching(/A refresh was under way at \S+Z when the server stopped/),
  });
});

test('a refresh that was begun and never reached the provider is begun again, and nothing is lost', async () => {
  const { id, read } = await connected();
  const { token } = await startProcess(id)();
  const killed = storeOf().withLock(id, async ({ begin }) => {
    await begin();
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  const renewed = await startProcess(id)({ force: token });
  expect(renewed.token).not.toBe(token);
  expect(await read()).toMatchObject({ connection: 'connected' });
  expect(await storeOf().withLock(id, ({ attempt }) => Promise.resolve(attempt))).toBeUndefined();
});

test('an account with a password is logged in when it is made, when that changes, and not at other changes', async () => {
  const passwords: unknown[] = [];
  const { url } = await serve(async (request, response) => {
    const { pass } = JSON.parse(await bodyOf(request)) as { pass: unknown };
    passwords.push(pass);
    const isGood = pass === 'good' || pass === 'better';
    answerJson(response, isGood ? 200 : 401, isGood ? { session: `s-${pass}` } : { message: 'No such user.' });
  });
  const request = { url: '{base.url}/login', body: { pass: '{password}' } };
  const authentication = { type: 'session', request, token: 'session', placement: { name: 'x-session', prefix: '' } };
  const withLogin = testConnector({}, { baseUrl: url, authentication });
  const caller = await findCaller();
  const make = (password: string) =>
    createInstance(provisioning(), {
      caller,
      connector: withLogin,
      request: { name: 'Login', configuration: { password } },
    });
  await expect(make('wrong')).rejects.toMatchObject({
    code: 'authorization.refused',
    providerMessage: 'No such user.',
  });
  await expect(make('')).rejects.toMatchObject({ issues: [{ path: 'configuration.password' }] });
  const { id } = await make('good');
  const change = async (configuration: Record<string, unknown>) => {
    const instance = await findInstance({ db: database.db, sealer }, { organizationId: caller.organizationId, id });
    if (!instance) throw new Error('The instance is gone.');
    await updateInstance(provisioning(), {
      instance,
      connector: withLogin,
      request: { configuration },
      by: instance.userId,
      mode: 'merge',
    });
  };
  await change({ 'event.poller.refresh_interval': '20' });
  expect(passwords).toEqual(['wrong', 'good']);
  await change({ password: 'better' });
  expect(passwords).toEqual(['wrong', 'good', 'better']);
  expect((await storeOf().read(id))?.accessToken).toBe('s-better');
  await storeOf().markReconnect(id, 'gone');
  await change({ 'event.poller.refresh_interval': '15' });
  expect(passwords).toEqual(['wrong', 'good', 'better', 'better']);
});
