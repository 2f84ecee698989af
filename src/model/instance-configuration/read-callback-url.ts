import { describeValue } from '../findings/describe-value.ts';
import { refuse, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';

const longest = 2000;

/**
 * The callback URL, or undefined where there is none: also the text `false` counts as none. Only its syntax is checked
 * here; whether its address may be called is decided where the request is made.
 */
export function readCallbackUrl(findings: Findings, path: string, value: string | undefined): string | undefined {
  const text = value?.trim();
  if (text === undefined || isUnset(text) || text.toLowerCase() === 'false') return undefined;
  const allowed = 'an http or https URL, e.g. https://example.com/events';
  const url = /^https?:\/\/[^/?#]/i.test(text) ? URL.parse(text) : null;
  if (url === null || text.length > longest || /\s/.test(text)) {
    return refuse(
      findings,
      path,
      `found ${describeValue(withoutPassword(text))}; allowed: ${allowed}, at most ${longest} characters`,
    );
  }
  if (url.username === '' && url.password === '') return text;
  const keys = 'event.notification.basic.username and event.notification.basic.password';
  return refuse(
    findings,
    path,
    `found a user name or password in the URL; allowed: ${allowed}, with ${keys} beside it`,
  );
}

const withoutPassword = (text: string) => text.replace(/\/\/[^/]*@/, '//…@');
