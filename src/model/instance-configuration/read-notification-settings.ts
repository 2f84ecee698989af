import type { BudgetLimit } from '../../lib/budget-window.ts';
import { readFailurePolicy, readRetrySchedule, type FailurePolicy, type RetrySchedule } from '../delivery-policy.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { readBoolean, readChoice, readNumber } from '../findings/read-setting.ts';
import { pathOf, type PathOf } from './configuration-rules.ts';
import { readNotificationForm, type NotificationForm } from './notification-format.ts';
import { readCallbackHeaders } from './read-callback-headers.ts';
import { readCallbackUrl } from './read-callback-url.ts';
import { readRateLimit } from './read-rate-limit.ts';
import { readSignatureKeys } from './read-signature-keys.ts';

/** How the events of an instance, or of a subscription, reach their receiver. */
export interface NotificationSettings extends NotificationForm {
  /** False: no events at all. */
  enabled: boolean;
  /** Undefined: events are stored, nobody is called. */
  callbackUrl: string | undefined;
  /** The current key, then the previous one while receivers change over. Empty: not signed. */
  signatureKeys: string[];
  headers: Record<string, string>;
  basic: { username: string; password: string } | undefined;
  /** Undefined: that of the account. */
  failurePolicy: FailurePolicy | undefined;
  /** Undefined: that of the account. */
  retrySchedule: RetrySchedule | undefined;
  /** For the whole request, redirects included. */
  timeoutMs: number;
  /** Redirects (307 and 308) that are followed. */
  maxRedirects: number;
  /** Requests to the endpoint at a time. */
  concurrency: number;
  /** Undefined: none. */
  rateLimit: BudgetLimit | undefined;
}

const urlKey = 'event.notification.callback.url';
const headersKey = 'event.notification.callback.headers';

const defaultTimeoutSeconds = 30;
const defaultConcurrency = 8;

/** `path` says where a key stands in the request, for the issues. Default: in the configuration of an instance. */
export function readNotificationSettings(
  findings: Findings,
  values: Readonly<Record<string, string>>,
  path: PathOf = pathOf,
): NotificationSettings {
  const enabledKey = 'event.notification.enabled';
  const typeKey = 'event.notification.type';
  readChoice(findings, path(typeKey), values[typeKey], ['webhook']);
  const settings = {
    enabled: readBoolean(findings, path(enabledKey), values[enabledKey]) ?? false,
    callbackUrl: readCallbackUrl(findings, path(urlKey), values[urlKey]),
    signatureKeys: readSignatureKeys(findings, values, path),
    headers: readCallbackHeaders(findings, path(headersKey), values[headersKey]),
    basic: readBasic(findings, values, path),
    ...readNotificationForm(findings, values, path),
    ...readPolicy(findings, values, path),
    ...readLimits(findings, values, path),
  };
  if (settings.enabled && settings.callbackUrl === undefined) {
    warn(findings, path(urlKey), 'not set: events are stored, but nobody is notified of them');
  }
  const authorization = Object.keys(settings.headers).find((name) => name.toLowerCase() === 'authorization');
  if (settings.basic !== undefined && authorization !== undefined) {
    refuse(
      findings,
      path(headersKey),
      `found the header ${authorization} beside event.notification.basic.username; allowed: one of the two`,
    );
  }
  return settings;
}

type Read<K extends keyof NotificationSettings> = (
  findings: Findings,
  values: Readonly<Record<string, string>>,
  path: PathOf,
) => Pick<NotificationSettings, K>;

const readPolicy: Read<'failurePolicy' | 'retrySchedule'> = (findings, values, path) => {
  const policyKey = 'event.notification.failure.policy';
  const scheduleKey = 'event.notification.retry.schedule';
  const failurePolicy = readFailurePolicy(findings, path(policyKey), values[policyKey]);
  const retrySchedule = readRetrySchedule(findings, path(scheduleKey), values[scheduleKey]);
  if (failurePolicy === 'queue' && retrySchedule !== undefined) {
    warn(
      findings,
      path(scheduleKey),
      `kept without effect, as ${policyKey} is queue: nothing is tried again by itself`,
    );
  }
  return { failurePolicy, retrySchedule };
};

const readLimits: Read<'timeoutMs' | 'maxRedirects' | 'concurrency' | 'rateLimit'> = (findings, values, path) => {
  const whole = (key: string, least: number, most: number, unit: string) =>
    readNumber(findings, path(key), values[key], { least, most, whole: true, unit });
  const timeoutSeconds = whole('event.notification.timeout.seconds', 1, 30, 'seconds') ?? defaultTimeoutSeconds;
  const rateLimitKey = 'event.notification.rate.limit';
  return {
    timeoutMs: timeoutSeconds * 1000,
    maxRedirects: whole('event.notification.redirects', 0, 5, 'redirects') ?? 0,
    concurrency: whole('event.notification.concurrency', 1, 32, 'requests') ?? defaultConcurrency,
    rateLimit: readRateLimit(findings, path(rateLimitKey), values[rateLimitKey]),
  };
};

const readBasic = (
  findings: Findings,
  values: Readonly<Record<string, string>>,
  path: PathOf,
): NotificationSettings['basic'] => {
  const usernameKey = 'event.notification.basic.username';
  const passwordKey = 'event.notification.basic.password';
  const [username = '', password = ''] = [values[usernameKey], values[passwordKey]];
  if (username === '' && password === '') return undefined;
  if (username === '') return refuse(findings, path(usernameKey), `missing beside ${passwordKey}`);
  if (password === '') return refuse(findings, path(passwordKey), `missing beside ${usernameKey}`);
  if (username.includes(':')) {
    return refuse(findings, path(usernameKey), 'has a colon, which HTTP Basic authentication cannot carry');
  }
  return { username, password };
};
