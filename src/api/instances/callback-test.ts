import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AttemptOutcome } from '../../deliver/decide.ts';
import { testCallback, type CallbackTested } from '../../deliver/test-callback.ts';
import { newFindings, refuse, throwIssues } from '../../model/findings/findings.ts';
import { notificationFormats } from '../../model/instance-configuration/notification-format.ts';
import {
  readNotificationSettings,
  type NotificationSettings,
} from '../../model/instance-configuration/read-notification-settings.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';

/** Members of the body, and the settings of an instance that they are read as. */
const settingOf = {
  url: 'event.notification.callback.url',
  signatureKey: 'event.notification.signature.key',
  format: 'event.notification.format',
  headers: 'event.notification.callback.headers',
  username: 'event.notification.basic.username',
  password: 'event.notification.basic.password',
  redirects: 'event.notification.redirects',
  timeoutSeconds: 'event.notification.timeout.seconds',
} as const;

const number = z.union([z.number(), z.string()]);
const callbackTest = z.strictObject({
  url: z.string().describe('The callback URL to try.'),
  signatureKey: z.string().optional().describe('Absent: the request is not signed.'),
  format: z
    .string()
    .optional()
    .describe(`${notificationFormats.join(', ')}. Default: ${notificationFormats[0]}.`),
  headers: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .describe('An object, or lines of the form Name: value.'),
  username: z.string().optional().describe('Of HTTP Basic authentication.'),
  password: z.string().optional(),
  redirects: number.optional().describe('How many are followed, 0 to 5. Default: 0.'),
  timeoutSeconds: number.optional().describe('1 to 30. Default: 10.'),
});

const headerList = z.record(z.string(), z.string());
export const callbackTested = z
  .object({
    delivered: z.boolean().describe('True: the URL has acknowledged it.'),
    status: z.number().nullable().describe('Of the last answer; null: there was none.'),
    durationMs: z.number(),
    error: z
      .object({
        code: z
          .enum(['http', 'gone', 'redirect', 'timeout', 'connection', 'dns', 'tls', 'address', 'request', 'limited'])
          .describe('`limited`: other requests to this endpoint were waiting; nothing was sent.'),
        message: z.string(),
      })
      .nullable(),
    responseHeaders: headerList.nullable(),
    responseBody: z.string().nullable().describe('The first 2 KB, as text.'),
    requestHeaders: headerList.describe('As they were sent; your own ones masked.'),
    requestBody: z.string().describe('The bytes that were signed, as text.'),
  })
  .meta({ id: 'CallbackTest' });

type CallbackTestBody = z.output<typeof callbackTest>;

const defaultTimeoutSeconds = 10;
const shownBodyLength = 2048;

/** `POST /instances/callback-test`: an addition to the contract. */
export function callbackTestRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Instances'],
    summary: 'Send a test event to a callback URL',
    description:
      'One made-up event, signed and sent as real ones are, once. Its message says `test: true`; nothing is stored. Whatever the URL answers, this call answers 200 and tells it.',
    body: callbackTest,
    response: answers(callbackTested),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).post('/instances/callback-test', { onRequest, schema }, async ({ body, identity }) => {
    const settings = settingsOf(body);
    const test = { caller: identity.caller, url: settings.callbackUrl, settings };
    return toCallbackTest(await testCallback(deps, test));
  });
}

/** Throws one `configuration.invalid` whose issues name the members. */
function settingsOf(body: CallbackTestBody): NotificationSettings & { callbackUrl: string } {
  const findings = newFindings();
  const given = { timeoutSeconds: defaultTimeoutSeconds, ...body };
  const members = Object.entries(settingOf) as [keyof CallbackTestBody, string][];
  const values = members.flatMap(([member, key]) => {
    const value = given[member];
    return value === undefined ? [] : [[key, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
  });
  const memberOf = (key: string) => members.find(([, name]) => name === key)?.[0] ?? key;
  const settings = readNotificationSettings(findings, Object.fromEntries(values) as Record<string, string>, memberOf);
  if (settings.callbackUrl === undefined && !findings.issues.some(({ path }) => path === 'url')) {
    refuse(findings, 'url', 'missing; allowed: an http or https URL');
  }
  throwIssues(findings);
  return { ...settings, callbackUrl: settings.callbackUrl ?? '' };
}

/** What came of a test. */
export function toCallbackTest({ attempt, sent }: CallbackTested): z.output<typeof callbackTested> {
  if (attempt.kind === 'notSent') return notSent(sent.body);
  const { outcome, durationMs, requestHeaders, responseHeaders, responseBody } = attempt;
  return {
    delivered: outcome.kind === 'delivered',
    status: outcome.statusCode ?? null,
    durationMs,
    error: errorOf(outcome),
    responseHeaders: responseHeaders ?? null,
    responseBody: responseBody?.slice(0, shownBodyLength) ?? null,
    requestHeaders,
    requestBody: sent.body,
  };
}

function errorOf(outcome: AttemptOutcome): z.output<typeof callbackTested>['error'] {
  if (outcome.kind === 'delivered') return null;
  if (outcome.kind === 'gone') return { code: 'gone', message: 'HTTP 410: the URL wants no more events.' };
  return { code: outcome.reason, message: outcome.detail };
}

const notSent = (requestBody: string): z.output<typeof callbackTested> => ({
  delivered: false,
  status: null,
  durationMs: 0,
  error: { code: 'limited', message: 'Too many requests to this endpoint are under way; try again in a moment.' },
  responseHeaders: null,
  responseBody: null,
  requestHeaders: {},
  requestBody,
});
