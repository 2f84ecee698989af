import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { JsonValue } from '../../src/lib/json.ts';
import { createMailer, type Mail } from '../../src/egress/mail.ts';
import { callApi, startTestApi, type TestApi } from '../kit/api.ts';
import { startFlow } from '../kit/flow.ts';
import { startMailServer } from '../kit/mail-server.ts';

const path = '/notifications/emails';
const from = 'events@example.com';

async function startApi(smtpUrl?: string): Promise<TestApi> {
  const mailer = smtpUrl === undefined ? undefined : createMailer({ url: smtpUrl, from });
  const api = await startTestApi({ mailer });
  onTestFinished(() => api.close());
  return api;
}

test('an e-mail goes through the mail server of the operator, from its address', async () => {
  const mail = await startMailServer();
  const flow = await startFlow({
    roles: 'api',
    settings: { environment: { TIDINGS_SMTP_URL: mail.url, TIDINGS_MAIL_FROM: from } },
  });
  const body = {
    to: ['ada@example.com', 'bob@example.com'],
    subject: 'Grüße',
    message: 'Stock is low.\n.\nFrom here on.',
    from: 'warehouse@example.com',
  };
  const answer = await callApi(flow.server.app.url ?? '', 'POST', path, { body });
  expect([answer.status, answer.body]).toEqual([200, undefined]);
  const [received] = mail.received;
  expect(received).toMatchObject({ from, to: ['ada@example.com', 'bob@example.com'] });
  expect(received?.source).toMatch(/^From: events@example\.com\r$/m);
  expect(received?.source).toMatch(/^Reply-To: warehouse@example\.com\r$/m);
  expect(received?.source).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(received?.source).toContain('\r\n\r\nStock is low.\r\n.\r\nFrom here on.');
});

test('without a mail server the answer says what the operator has to set', async () => {
  const api = await startApi();
  const answer = await api.call('POST', path, { body: { to: 'ada@example.com', subject: 's', message: 'm' } });
  expect(answer.object).toMatchObject({
    code: 'mail.unavailable',
    message: 'This server cannot send e-mail; its operator has to set TIDINGS_SMTP_URL and TIDINGS_MAIL_FROM.',
  });
  expect(answer.status).toBe(503);
});

test('what the mail server refuses is told with its words, and never with the password', async () => {
  const mail = await startMailServer();
  mail.refused.push('nobody@example.com');
  const api = await startApi(mail.url);
  const send = (to: JsonValue, through = api) =>
    through.call('POST', path, { body: { to, subject: 's', message: 'm' } });
  const none = await send('nobody@example.com');
  expect([none.status, none.object['code']]).toEqual([502, 'mail.failed']);
  expect(none.object['providerMessage']).toContain('No such user nobody@example.com');
  const some = await send(['ada@example.com', 'nobody@example.com']);
  expect(some.object['message']).toBe(
    'The mail server did not take the message for nobody@example.com; all others it was addressed to have got it.',
  );
  const wrong = await startApi(mail.url.replace('mail%20password', 'other-password'));
  const refused = await send('ada@example.com', wrong);
  expect([refused.status, refused.object['code']]).toEqual([502, 'mail.failed']);
  expect(JSON.stringify(refused.object)).not.toContain('other-password');
});

test('a mail server that is away, or is none, is told as such', async () => {
  const talker = createServer((socket) => socket.end('What do you want?\r\n'));
  await new Promise<void>((resolve) => talker.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void talker.close());
  const { port } = talker.address() as AddressInfo;
  for (const url of ['smtp://127.0.0.1:1', `smtp://127.0.0.1:${port}`]) {
    const api = await startApi(url);
    const answer = await api.call('POST', path, { body: { to: 'ada@example.com', subject: 's', message: 'm' } });
    expect([answer.status, answer.object['code']]).toEqual([502, 'mail.failed']);
    expect(JSON.stringify(answer.object)).not.toContain('127.0.0.1');
  }
});

test('line breaks of a subject make no headers', async () => {
  const mail = await startMailServer();
  const api = await startApi(mail.url);
  const body = { to: 'ada@example.com', subject: 'Hello\r\nBcc: eve@example.com', message: 'm' };
  expect((await api.call('POST', path, { body })).status).toBe(200);
  expect(mail.received[0]?.to).toEqual(['ada@example.com']);
  expect(mail.received[0]?.source).not.toMatch(/^Bcc:/m);
});

describe('an e-mail that cannot be sent', () => {
  const sent: Mail[] = [];
  const send = (mail: Mail) => Promise.resolve(void sent.push(mail));
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ mailer: { send } });
  });
  afterAll(() => api.close());

  test.each<[JsonValue, string]>([
    [{}, 'to: found nothing'],
    [{ to: 'ada', subject: 's', message: 'm' }, 'to: found "ada"; allowed: one e-mail address, e.g. ada@example.com'],
    [{ to: 'a@example.com, b@example.com', subject: 's', message: 'm' }, 'to: found "a@example.com, b@example.com"'],
    [{ to: 'a@example.com\r\nBcc: b@example.com', subject: 's', message: 'm' }, 'to: found'],
    [{ to: [], subject: 's', message: 'm' }, 'to: found an empty array'],
    [{ to: 'a@example.com', subject: '', message: 'm' }, 'subject: found ""; allowed: at least 1 character'],
    [
      { to: 'a@example.com', subject: 's', message: { path: '/etc/passwd' } },
      'message: found an object; allowed: a text',
    ],
    [{ to: 'a@example.com', subject: 's', message: 'm', from: 'x' }, 'from: found "x"'],
    [{ to: 'a@example.com', subject: 's', message: 'm', cc: 'x' }, 'cc: unknown; allowed: to, subject, message, from'],
  ])('%j is refused with the reason', async (body, message) => {
    const answer = await api.call('POST', path, { body });
    expect([answer.status, answer.object['code']]).toEqual([400, 'request.malformed']);
    expect(answer.object['message']).toContain(message);
    expect(sent).toEqual([]);
  });
});
