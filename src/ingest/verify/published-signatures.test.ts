import { expect, test } from 'vitest';
import { verificationSchema } from '../../model/webhook-verification.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** Examples that vendors print in their documentation: nobody computed these with our code. */
const published = [
  {
    vendor: 'GitHub',
    verification: { kind: 'hmac', header: 'X-Hub-Signature-256', prefix: 'sha256=', key: { entry: 'secret' } },
    secret: "It's a Secret to Everybody",
    body: 'Hello, World!',
    headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
  },
  {
    vendor: 'Slack',
    verification: {
      kind: 'hmac',
      header: 'X-Slack-Signature',
      prefix: 'v0=',
      signed: 'v0:{timestamp}:{body}',
      timestamp: { header: 'X-Slack-Request-Timestamp' },
      key: { entry: 'secret' },
    },
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    body:
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
      '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
      '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    headers: {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    },
    receivedAt: 1_531_420_620_000,
  },
  {
    vendor: 'HubSpot v1',
    verification: { kind: 'hash', header: 'X-HubSpot-Signature', signed: '{secret}{body}', key: { entry: 'secret' } },
    secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    body: '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
    headers: { 'x-hubspot-signature': '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de' },
  },
  {
    vendor: 'HubSpot v2',
    verification: {
      kind: 'hash',
      header: 'X-HubSpot-Signature',
      signed: '{secret}{method}{url}{body}',
      key: { entry: 'secret' },
    },
    secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    method: 'GET',
    url: 'https://www.example.com/webhook_uri',
    body: '',
    headers: { 'x-hubspot-signature': 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e' },
  },
];

test.each(published)(
  'the example of $vendor is accepted',
  async ({ verification, secret, body, headers, url = '', method = 'POST', receivedAt = 0 }) => {
    const verdict = await verifyWebhook(verificationSchema.parse(verification), {
      request: { method, url, query: {}, headers, body: Buffer.from(body), receivedAt },
      body: {},
      items: [],
      keys: () => [secret],
      addressToken: '',
    });
    expect(verdict).toEqual({ kind: 'accepted', trusted: true });
  },
);
