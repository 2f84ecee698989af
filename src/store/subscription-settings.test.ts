import { expect, test } from 'vitest';
import { createSealer, SealError } from '../lib/sealer.ts';
import { openSubscriptionSettings, sealSubscriptionSettings } from './subscription-settings.ts';

const sealer = createSealer(Buffer.alloc(32, 7));
const owner = { organization_id: 1, created_at_ms: 5 };
const values = {
  'event.notification.signature.key': 'the key',
  'event.notification.basic.password': 'the password',
  'event.notification.format': 'cloudevents',
};
const rowOf = ({ config, secrets_sealed }: { config: string; secrets_sealed: Buffer }) => ({
  ...owner,
  config: JSON.parse(config) as Record<string, string>,
  secrets_sealed,
});

test('settings come back as they were, and only those that are not secret stand in clear', () => {
  const sealed = sealSubscriptionSettings(sealer, owner, values);
  expect(JSON.parse(sealed.config)).toEqual({ 'event.notification.format': 'cloudevents' });
  expect(sealed.secrets_sealed.toString('latin1')).not.toContain('the key');
  expect(openSubscriptionSettings(sealer, rowOf(sealed))).toEqual(values);
});

test('a subscription without settings of its own has none', () => {
  expect(openSubscriptionSettings(sealer, { ...owner, config: null, secrets_sealed: null })).toBeUndefined();
  expect(openSubscriptionSettings(sealer, { ...owner, config: { a: '1' }, secrets_sealed: null })).toEqual({ a: '1' });
});

test('secrets do not open in the row of another organisation', () => {
  const row = rowOf(sealSubscriptionSettings(sealer, owner, values));
  expect(() => openSubscriptionSettings(sealer, { ...row, organization_id: 2 })).toThrow(SealError);
});
