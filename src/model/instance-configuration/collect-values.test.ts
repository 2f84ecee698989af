import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { collectValues } from './collect-values.ts';
import type { ConfigurationRules } from './configuration-rules.ts';

const urlKey = 'event.notification.callback.url';
const aliasKey = 'event.notification.url';
const signatureKey = 'event.notification.signature.key';

function collect(input: Record<string, unknown>, stored: Record<string, string> = {}) {
  const findings = newFindings();
  const rules: ConfigurationRules = {
    entries: [],
    minRefreshMinutes: 1,
    defaults: { refreshIntervalMinutes: 15, pollerConfiguration: {} },
    stored,
  };
  const values = collectValues(findings, input, rules);
  return { values, issues: findings.issues.map(({ message }) => message), warnings: findings.warnings };
}

test.each([undefined, '', 'false', false, null])(
  'event.notification.url stands for a callback URL of %j',
  (callback) => {
    const { values, warnings, issues } = collect({ [aliasKey]: 'https://a.example', [urlKey]: callback });
    expect({ values, issues }).toEqual({ values: { [urlKey]: 'https://a.example' }, issues: [] });
    expect(warnings).toEqual([{ path: `configuration.${aliasKey}`, message: `taken as ${urlKey}` }]);
  },
);

test('two callback URLs that disagree are refused', () => {
  expect(collect({ [aliasKey]: 'https://a.example', [urlKey]: 'https://b.example' }).issues).toEqual([
    `differs from ${urlKey}; allowed: one of the two`,
  ]);
  expect(collect({ [aliasKey]: 'https://a.example', [urlKey]: 'https://a.example' }).issues).toEqual([]);
});

test('a change keeps what it does not name, and the alias replaces the stored URL', () => {
  const { values } = collect(
    { [aliasKey]: 'https://new.example' },
    { [urlKey]: 'https://old.example', 'base.url': 'https://x.example' },
  );
  expect(values).toEqual({ [urlKey]: 'https://new.example', 'base.url': 'https://x.example' });
});

test('null takes a value away, and so does "null", with a warning', () => {
  const stored = { 'base.url': 'https://x.example', 'oauth.scope': 'read' };
  const { values, warnings } = collect({ 'base.url': null, 'oauth.scope': 'null' }, stored);
  expect(values).toEqual({});
  expect(warnings).toEqual([{ path: 'configuration.oauth.scope', message: 'found "null"; taken as not set' }]);
});

test('a masked secret that is sent back means unchanged', () => {
  expect(collect({ [signatureKey]: '********' }, { [signatureKey]: 's3cret' }).values).toEqual({
    [signatureKey]: 's3cret',
  });
  expect(collect({ [signatureKey]: '********' }).issues).toEqual([
    'found the mask ********; allowed: the value itself',
  ]);
  expect(collect({ 'oauth.scope': '********' }).values).toEqual({ 'oauth.scope': '********' });
});

test('a value is no longer than its type says, and a configuration has a bounded number of entries', () => {
  expect(collect({ 'event.poller.start': 'x'.repeat(33) })).toMatchObject({
    values: {},
    issues: ['found 33 characters; allowed: 32 at most'],
  });
  expect(collect({ anything: '/'.repeat(200_001) }).issues).toEqual([
    'found 200001 characters; allowed: 200000 at most',
  ]);
  expect(collect({ 'event.poller.start': 'x'.repeat(32), anything: '/'.repeat(200_000) }).issues).toEqual([]);
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`key.${index}`, 'x']));
  expect(collect(many)).toEqual({
    values: {},
    issues: ['found 1001 entries; allowed: 1000 at most'],
    warnings: [],
  });
});
