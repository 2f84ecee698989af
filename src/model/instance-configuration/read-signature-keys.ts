import { refuse, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';
import { pathOf, type PathOf } from './configuration-rules.ts';

/** A key of this form is base64, as Standard Webhooks has it; any other is taken as its own bytes. */
export const encodedKeyPrefix = 'whsec_';

const currentKey = 'event.notification.signature.key';
const previousKey = 'event.notification.signature.key.previous';
const leastBytes = 24;
const mostBytes = 64;

/** The current key, then the previous one while receivers change over. No message shows any of them. */
export function readSignatureKeys(
  findings: Findings,
  values: Readonly<Record<string, string>>,
  path: PathOf = pathOf,
): string[] {
  const [current, previous] = [values[currentKey], values[previousKey]];
  if (current === undefined || isUnset(current)) {
    if (!isUnset(previous)) refuse(findings, path(currentKey), `missing beside ${previousKey}`);
    return [];
  }
  checkEncoding(findings, path(currentKey), current);
  if (previous === undefined || isUnset(previous) || previous === current) return [current];
  checkEncoding(findings, path(previousKey), previous);
  return [current, previous];
}

/** Receivers with a library of Standard Webhooks could not use a key that is encoded wrongly. */
function checkEncoding(findings: Findings, path: string, key: string): void {
  if (!key.startsWith(encodedKeyPrefix)) return;
  const encoded = key.slice(encodedKeyPrefix.length);
  const bytes = Buffer.from(encoded, 'base64');
  const isBase64 = bytes.toString('base64') === encoded;
  if (isBase64 && bytes.length >= leastBytes && bytes.length <= mostBytes) return;
  const found = isBase64 ? `the base64 of ${bytes.length} bytes` : 'something that is not base64';
  refuse(
    findings,
    path,
    `found ${found} after ${encodedKeyPrefix}; allowed: the base64 of ${leastBytes} to ${mostBytes} bytes, ` +
      `or a key that does not begin with ${encodedKeyPrefix}`,
  );
}
