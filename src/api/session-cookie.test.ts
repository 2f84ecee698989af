import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { readCookies, setSessionCookie } from './session-cookie.ts';

async function cookieAt(publicUrl?: string): Promise<string> {
  const app = fastify();
  readCookies(app);
  app.get('/', (request, reply) => setSessionCookie({ publicUrl }, request, reply, 'a+b/c=').send());
  const answer = await app.inject('/');
  await app.close();
  return String(answer.headers['set-cookie']);
}

test('where others reach the server by https, the cookie is for https alone', async () => {
  expect(await cookieAt('https://tidings.example')).toBe(
    'tidings_session=a+b/c=; Path=/; HttpOnly; Secure; SameSite=Strict',
  );
  expect(await cookieAt()).toBe('tidings_session=a+b/c=; Path=/; HttpOnly; SameSite=Strict');
});
