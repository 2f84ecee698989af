import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readSignatureKeys } from './read-signature-keys.ts';

const read = (current: string, previous?: string) => {
  const findings = newFindings();
  const values = {
    'event.notification.signature.key': current,
    ...(previous !== undefined && { 'event.notification.signature.key.previous': previous }),
  };
  return { keys: readSignatureKeys(findings, values), issues: findings.issues };
};

const encoded = (bytes: Uint8Array) => `whsec_${Buffer.from(bytes).toString('base64')}`;

test('the base64 of 24 to 64 bytes is a key, and so is any text that does not begin with whsec_', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), (bytes) => {
      expect(read(encoded(bytes))).toEqual({ keys: [encoded(bytes)], issues: [] });
    }),
  );
  expect(read('k').issues).toEqual([]);
});

test.each([
  [encoded(new Uint8Array(23)), 'the base64 of 23 bytes'],
  [encoded(new Uint8Array(65)), 'the base64 of 65 bytes'],
  ['whsec_', 'the base64 of 0 bytes'],
  ['whsec_not base64, but long enough for one', 'something that is not base64'],
  [encoded(new Uint8Array(25)).replace('==', ''), 'something that is not base64'],
  [`whsec_${Buffer.from(new Uint8Array(24).fill(255)).toString('base64url')}`, 'something that is not base64'],
])('the key %j is refused without being shown', (key, found) => {
  for (const { issues, path } of [
    { issues: read(key).issues, path: 'configuration.event.notification.signature.key' },
    { issues: read('plain', key).issues, path: 'configuration.event.notification.signature.key.previous' },
  ]) {
    expect(issues).toEqual([{ path, message: expect.stringContaining(`found ${found} after whsec_`) as string }]);
    const told = key.length > 10 && issues[0]?.message.includes(key.slice(6));
    expect(told).toBe(false);
  }
});

test('a previous key alone is refused', () => {
  const { keys, issues } = read('', 'old key');
  expect(keys).toEqual([]);
  expect(issues[0]?.message).toBe('missing beside event.notification.signature.key.previous');
});
