import { describe, expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readCallbackUrl } from './read-callback-url.ts';

const read = (text: string | undefined) => {
  const findings = newFindings();
  const url = readCallbackUrl(findings, 'u', text);
  return { url, messages: findings.issues.map(({ message }) => message) };
};

describe('readCallbackUrl', () => {
  test.each([
    ['https://mycoolapp.com ', 'https://mycoolapp.com'],
    ['http://localhost:8080/events?a=1', 'http://localhost:8080/events?a=1'],
    ['HTTPS://Example.com/x', 'HTTPS://Example.com/x'],
  ])('%j is accepted', (text, url) => {
    expect(read(text)).toEqual({ url, messages: [] });
  });

  test.each([undefined, '', 'false', 'False', 'null'])('%j is none', (text) => {
    expect(read(text)).toEqual({ url: undefined, messages: [] });
  });

  test.each([
    'ftp://example.com',
    'mycoolapp.com',
    'https:example.com',
    'https://',
    'https:///events',
    'https://exa mple.com',
    'https://example.com/a b',
    'https://<your host>/',
    'http://[::1',
    'http://999.1.1.1/',
    `https://example.com/${'x'.repeat(2000)}`,
    'javascript:alert(1)',
  ])('%j is refused, and the message shows it', (text) => {
    const { url, messages } = read(text);
    expect(url).toBeUndefined();
    expect(messages[0]).toContain(JSON.stringify(text).slice(1, 11));
    expect(messages[0]).toContain('allowed: an http or https URL');
  });

  test.each(['https://me:hunter2@example.com/', 'ftp://me:hunter2@example.com', 'https://me:hunter2@exa mple.com'])(
    'the password in %s is refused without being shown',
    (text) => {
      const { url, messages } = read(text);
      expect(url).toBeUndefined();
      expect(messages).toHaveLength(1);
      expect(messages[0]).not.toContain('hunter2');
    },
  );
});
