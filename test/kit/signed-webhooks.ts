import { createHash, createHmac } from 'node:crypto';
import { Signature } from '@hubspot/api-client/lib/src/utils/signature.js';
import { sign as signAsGitHub } from '@octokit/webhooks-methods';
import { SignJWT } from 'jose';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import type { Verification } from '../../src/model/webhook-verification.ts';
import { verificationSchema } from '../../src/model/webhook-verification.ts';

/** How vendors sign what they send. Where a vendor, or a standard, has a library that signs, that library does it. */

export interface VendorSignature {
  vendor: string;
  verification: Verification;
  /** Configuration entry of the secret, and its value. */
  entry: string;
  secret: string;
  body: string;
  url?: string;
  /** The headers that the vendor sends with this body at this time. */
  sign: (signed: { body: string; url: string; atMs: number; secret: string }) => Promise<Headers> | Headers;
  /** What it does not prove. */
  leavesOpen?: readonly ('body' | 'time')[];
}

type Headers = Record<string, string>;
type SchemeInput = Parameters<typeof verificationSchema.parse>[0];

const hmac = (algorithm: 'sha1' | 'sha256', secret: string | Buffer, text: string) =>
  createHmac(algorithm, secret).update(text);
const seconds = (ms: number) => String(Math.floor(ms / 1_000));
const record = '{"id": 5,  "name": "Ünal \\u00e9"}';

const rows: (Omit<VendorSignature, 'verification'> & { verification: SchemeInput })[] = [
  {
    vendor: 'GitHub',
    verification: {
      kind: 'hmac',
      header: 'X-Hub-Signature-256',
      prefix: 'sha256=',
      key: { entry: 'webhook.secret' },
    },
    entry: 'webhook.secret',
    secret: 'a secret of GitHub',
    body: record,
    sign: async ({ secret, body }) => ({ 'x-hub-signature-256': await signAsGitHub(secret, body) }),
    leavesOpen: ['time'],
  },
  {
    vendor: 'Stripe',
    verification: {
      kind: 'hmac',
      header: 'Stripe-Signature',
      separator: ',',
      signaturePart: 'v1',
      timestampPart: 't',
      signed: '{timestamp}.{body}',
      timestamp: {},
      key: { entry: 'secret' },
    },
    entry: 'secret',
    secret: 'whsec_of_stripe',
    body: record,
    sign: ({ secret, body, atMs }) => ({
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret,
        timestamp: Number(seconds(atMs)),
      }),
    }),
  },
  {
    vendor: 'Standard Webhooks (GitLab)',
    verification: {
      kind: 'hmac',
      encoding: 'base64',
      header: 'webhook-signature',
      prefix: 'v1,',
      separator: ' ',
      signed: '{id}.{timestamp}.{body}',
      idHeader: 'webhook-id',
      timestamp: { header: 'webhook-timestamp' },
      key: { entry: 'secret', prefix: 'whsec_', encoding: 'base64' },
    },
    entry: 'secret',
    secret: `whsec_${Buffer.from('a key of 24 bytes or more').toString('base64')}`,
    body: record,
    sign: ({ secret, body, atMs }) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds(atMs),
      'webhook-signature': new StandardWebhook(secret).sign('msg_1', new Date(atMs), body),
    }),
  },
  {
    vendor: 'HubSpot v3',
    verification: {
      kind: 'hmac',
      encoding: 'base64',
      header: 'X-HubSpot-Signature-v3',
      signed: '{method}{decodedUrl}{body}{timestamp}',
      timestamp: { header: 'X-HubSpot-Request-Timestamp', unit: 'milliseconds' },
      key: { entry: 'oauth.api.secret' },
    },
    entry: 'oauth.api.secret',
    secret: 'a client secret of HubSpot',
    body: record,
    url: 'https://tidings.example.com/elements/api-v2/events/hubspot?path=a%2Fb%26c',
    sign: ({ secret, body, url, atMs }) => ({
      'x-hubspot-request-timestamp': String(atMs),
      'x-hubspot-signature-v3': Signature.getSignature('POST', 'v3', {
        signature: '',
        clientSecret: secret,
        requestBody: body,
        url: url.replace('%2F', '/'),
        timestamp: atMs,
      }),
    }),
  },
  {
    vendor: 'HubSpot v2',
    verification: {
      kind: 'hash',
      header: 'X-HubSpot-Signature',
      signed: '{secret}{method}{url}{body}',
      key: { entry: 'oauth.api.secret' },
    },
    entry: 'oauth.api.secret',
    secret: 'a client secret of HubSpot',
    body: record,
    sign: ({ secret, body, url }) => ({
      'x-hubspot-signature': Signature.getSignature('POST', 'v2', {
        signature: '',
        clientSecret: secret,
        requestBody: body,
        url,
      }),
    }),
    leavesOpen: ['time'],
  },
  {
    vendor: 'HubSpot v1',
    verification: {
      kind: 'hash',
      header: 'X-HubSpot-Signature',
      signed: '{secret}{body}',
      key: { entry: 'oauth.api.secret' },
    },
    entry: 'oauth.api.secret',
    secret: 'a client secret of HubSpot',
    body: record,
    sign: ({ secret, body }) => ({
      'x-hubspot-signature': createHash('sha256').update(`${secret}${body}`).digest('hex'),
    }),
    leavesOpen: ['time'],
  },
  {
    vendor: 'Slack',
    verification: {
      kind: 'hmac',
      header: 'X-Slack-Signature',
      prefix: 'v0=',
      signed: 'v0:{timestamp}:{body}',
      timestamp: { header: 'X-Slack-Request-Timestamp' },
      key: { entry: 'signing.secret' },
    },
    entry: 'signing.secret',
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    body: record,
    sign: ({ secret, body, atMs }) => ({
      'x-slack-request-timestamp': seconds(atMs),
      'x-slack-signature': `v0=${hmac('sha256', secret, `v0:${seconds(atMs)}:${body}`).digest('hex')}`,
    }),
  },
  {
    vendor: 'Zendesk',
    verification: {
      kind: 'hmac',
      encoding: 'base64',
      header: 'X-Zendesk-Webhook-Signature',
      signed: '{timestamp}{body}',
      timestamp: { header: 'X-Zendesk-Webhook-Signature-Timestamp', unit: 'iso' },
      key: { entry: 'secret' },
    },
    entry: 'secret',
    secret: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
    body: record,
    sign: ({ secret, body, atMs }) => {
      const at = new Date(atMs).toISOString().replace('.000Z', 'Z');
      return {
        'x-zendesk-webhook-signature-timestamp': at,
        'x-zendesk-webhook-signature': hmac('sha256', secret, `${at}${body}`).digest('base64'),
      };
    },
  },
  {
    vendor: 'Ghost',
    verification: {
      kind: 'hmac',
      header: 'X-Ghost-Signature',
      separator: ',',
      signaturePart: 'sha256',
      timestampPart: 't',
      signed: '{body}{timestamp}',
      timestamp: { unit: 'milliseconds' },
      key: { entry: 'secret' },
    },
    entry: 'secret',
    secret: 'a secret of Ghost',
    body: record,
    sign: ({ secret, body, atMs }) => ({
      'x-ghost-signature': `sha256=${hmac('sha256', secret, `${body}${atMs}`).digest('hex')}, t=${atMs}`,
    }),
  },
  {
    vendor: 'Mailchimp',
    verification: {
      kind: 'hmac',
      header: 'X-Mailchimp-Signature',
      separator: ',',
      signaturePart: 'v1',
      timestampPart: 't',
      signed: '{timestamp}.{body}',
      timestamp: {},
      key: { entry: 'secret' },
    },
    entry: 'secret',
    secret: 'a secret of Mailchimp',
    body: 'type=subscribe&data%5Bid%5D=8a25ff1d98',
    sign: ({ secret, body, atMs }) => ({
      'x-mailchimp-signature': `t=${seconds(atMs)},v1=${hmac('sha256', secret, `${seconds(atMs)}.${body}`).digest('hex')}`,
    }),
  },
  ...plainSignatures(),
  {
    vendor: 'Airtable',
    verification: {
      kind: 'hmac',
      header: 'X-Airtable-Content-MAC',
      prefix: 'hmac-sha256=',
      key: { entry: 'macSecretBase64', encoding: 'base64' },
    },
    entry: 'macSecretBase64',
    secret: Buffer.from('a mac secret').toString('base64'),
    body: record,
    sign: ({ secret, body }) => ({
      'x-airtable-content-mac': `hmac-sha256=${hmac('sha256', Buffer.from(secret, 'base64'), body).digest('hex')}`,
    }),
    leavesOpen: ['time'],
  },
  {
    vendor: 'Jira (JWT)',
    verification: { kind: 'jwt', key: { entry: 'oauth.api.secret' } },
    entry: 'oauth.api.secret',
    secret: 'a client secret of Atlassian that is long enough',
    body: record,
    sign: async ({ secret, atMs }) => ({
      authorization: `Bearer ${await new SignJWT({ iss: 'jira' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt(new Date(atMs))
        .setNotBefore(new Date(atMs))
        .setExpirationTime(new Date(atMs + 180_000))
        .sign(Buffer.from(secret))}`,
    }),
    leavesOpen: ['body'],
  },
  {
    vendor: 'GitLab (token)',
    verification: { kind: 'token', in: { header: 'X-Gitlab-Token' }, key: { entry: 'webhook.secret' } },
    entry: 'webhook.secret',
    secret: 'a token of GitLab',
    body: record,
    sign: ({ secret }) => ({ 'x-gitlab-token': secret }),
    leavesOpen: ['body', 'time'],
  },
  {
    vendor: 'Google channels',
    verification: { kind: 'token', in: { header: 'X-Goog-Channel-Token' }, key: { entry: 'webhook.secret' } },
    entry: 'webhook.secret',
    secret: 'a token of a channel',
    body: '',
    sign: ({ secret }) => ({ 'x-goog-channel-token': secret, 'x-goog-resource-state': 'exists' }),
    leavesOpen: ['body', 'time'],
  },
  {
    vendor: 'Pipedrive',
    verification: { kind: 'basic', username: 'webhook.username', password: 'webhook.password' },
    entry: 'webhook.password',
    secret: 'a password: with a colon',
    body: record,
    sign: ({ secret }) => ({ authorization: `Basic ${Buffer.from(`tidings:${secret}`).toString('base64')}` }),
    leavesOpen: ['body', 'time'],
  },
];

/** A hash of the body with the key, and nothing else. */
function plainSignatures(): typeof rows {
  const plain = [
    ['Dropbox', 'X-Dropbox-Signature', 'sha256', 'hex', ''],
    ['Salesloft', 'X-Salesloft-Signature', 'sha1', 'hex', ''],
    ['Intercom', 'X-Hub-Signature', 'sha1', 'hex', 'sha1='],
    ['Jira (administrator)', 'X-Hub-Signature', 'sha256', 'hex', 'sha256='],
    ['Asana', 'X-Hook-Signature', 'sha256', 'hex', ''],
    ['Notion', 'X-Notion-Signature', 'sha256', 'hex', 'sha256='],
    ['Shopify', 'X-Shopify-Hmac-Sha256', 'sha256', 'base64', ''],
    ['QuickBooks', 'intuit-signature', 'sha256', 'base64', ''],
    ['Xero', 'x-xero-signature', 'sha256', 'base64', ''],
  ] as const;
  return plain.map(([vendor, header, algorithm, encoding, prefix]) => ({
    vendor,
    verification: { kind: 'hmac', algorithm, encoding, header, prefix, key: { entry: 'secret' } },
    entry: 'secret',
    secret: `a secret of ${vendor}`,
    body: record,
    sign: ({ secret, body }) => ({
      [header.toLowerCase()]: `${prefix}${hmac(algorithm, secret, body).digest(encoding)}`,
    }),
    leavesOpen: ['time'],
  }));
}

export const vendorSignatures: readonly VendorSignature[] = rows.map((row) => ({
  ...row,
  verification: verificationSchema.parse(row.verification),
}));
