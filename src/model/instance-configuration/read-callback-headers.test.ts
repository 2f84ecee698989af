import { describe, expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readCallbackHeaders } from './read-callback-headers.ts';

const read = (text: string | undefined) => {
  const findings = newFindings();
  const headers = readCallbackHeaders(findings, 'h', text);
  return { headers, messages: findings.issues.map(({ message }) => message) };
};

describe('readCallbackHeaders', () => {
  test('takes a JSON object', () => {
    expect(read('{"X-Api-Key": "s3cret", "X-Tenant": 7}')).toEqual({
      headers: { 'X-Api-Key': 's3cret', 'X-Tenant': '7' },
      messages: [],
    });
  });

  test('takes lines, whose values may hold colons', () => {
    expect(read('X-A: 1\r\n\nAuthorization: Bearer a:b\n')).toEqual({
      headers: { 'X-A': '1', Authorization: 'Bearer a:b' },
      messages: [],
    });
  });

  test.each([undefined, '', ' ', 'null', '{}'])('%j is none', (text) => {
    expect(read(text)).toEqual({ headers: {}, messages: [] });
  });

  test.each([
    ['Connection: close', 'found the header "Connection"'],
    ['Content-Type: text/plain', 'found the header "Content-Type"'],
    ['host: evil', 'found the header "host"'],
    ['Elements-Webhook-Id: 1', 'does not start with elements-'],
    ['webhook-signature: x', 'does not start with webhook-'],
    ['X A: 1', 'found the header name "X A"'],
    ['no colon here', 'line 1 has no colon'],
    ['X-A: 1\nx-a: 2', 'found the header "x-a" twice'],
    ['{"X-A": {"b": 1}}', 'found an object as the value of "X-A"'],
    ['{"X-A": "1\\r\\nX-B: 2"}', 'the value of "X-A" has a line end'],
    ['{"X-A": "1"', 'not JSON at line 1'],
  ])('%j is refused', (text, reason) => {
    const { messages } = read(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(reason);
  });

  test('no message shows a value', () => {
    const { messages } = read('Authorization: s3cret\nAuthorization: s3cret\nWebhook-Key: s3cret\n s3cret');
    expect(messages).toHaveLength(3);
    expect(messages.join()).not.toContain('s3cret');
  });
});
