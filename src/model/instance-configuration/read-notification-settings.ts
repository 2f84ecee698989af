import { refuse, warn, type Findings } from '../findings/findings.ts';
import { isUnset, readBoolean, readChoice } from '../findings/read-setting.ts';
import { pathOf } from './configuration-rules.ts';
import { readCallbackHeaders } from './read-callback-headers.ts';
import { readCallbackUrl } from './read-callback-url.ts';

/** How an instance's events reach its owner. */
export interface NotificationSettings {
  /** False: no events at all. */
  enabled: boolean;
  /** Undefined: events are stored, nobody is called. */
  callbackUrl: string | undefined;
  /** The current key, then the previous one while receivers change over. Empty: not signed. */
  signatureKeys: string[];
  headers: Record<string, string>;
  basic: { username: string; password: string } | undefined;
}

export function readNotificationSettings(findings: Findings, values: Record<string, string>): NotificationSettings {
  const enabledKey = 'event.notification.enabled';
  const urlKey = 'event.notification.callback.url';
  const headersKey = 'event.notification.callback.headers';
  readChoice(findings, pathOf('event.notification.type'), values['event.notification.type'], ['webhook']);
  const settings = {
    enabled: readBoolean(findings, pathOf(enabledKey), values[enabledKey]) ?? false,
    callbackUrl: readCallbackUrl(findings, pathOf(urlKey), values[urlKey]),
    signatureKeys: readSignatureKeys(findings, values),
    headers: readCallbackHeaders(findings, pathOf(headersKey), values[headersKey]),
    basic: readBasic(findings, values),
  };
  if (settings.enabled && settings.callbackUrl === undefined) {
    warn(findings, pathOf(urlKey), 'not set: events are stored, but nobody is notified of them');
  }
  const authorization = Object.keys(settings.headers).find((name) => name.toLowerCase() === 'authorization');
  if (settings.basic !== undefined && authorization !== undefined) {
    refuse(
      findings,
      pathOf(headersKey),
      `found the header ${authorization} beside event.notification.basic.username; allowed: one of the two`,
    );
  }
  return settings;
}

function readSignatureKeys(findings: Findings, values: Record<string, string>): string[] {
  const currentKey = 'event.notification.signature.key';
  const previousKey = 'event.notification.signature.key.previous';
  const [current, previous] = [values[currentKey], values[previousKey]];
  if (current === undefined || isUnset(current)) {
    if (!isUnset(previous)) refuse(findings, pathOf(currentKey), `missing beside ${previousKey}`);
    return [];
  }
  return previous === undefined || isUnset(previous) || previous === current ? [current] : [current, previous];
}

function readBasic(findings: Findings, values: Record<string, string>): NotificationSettings['basic'] {
  const usernameKey = 'event.notification.basic.username';
  const passwordKey = 'event.notification.basic.password';
  const [username = '', password = ''] = [values[usernameKey], values[passwordKey]];
  if (username === '' && password === '') return undefined;
  if (username === '') return refuse(findings, pathOf(usernameKey), `missing beside ${passwordKey}`);
  if (password === '') return refuse(findings, pathOf(passwordKey), `missing beside ${usernameKey}`);
  if (username.includes(':')) {
    return refuse(findings, pathOf(usernameKey), 'has a colon, which HTTP Basic authentication cannot carry');
  }
  return { username, password };
}
