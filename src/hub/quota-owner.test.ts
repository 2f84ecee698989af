import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { requestBudget } from './provider-account.ts';
import { readQuotaOwner } from './quota-owner.ts';

const url = 'https://sample.example/rows';
const account = { organizationId: 3, instanceId: 1007 };

test('the quota of an instance is read from the key of its budget', () => {
  const { key } = requestBudget({ ...account, connector: testConnector(), configuration: {} }, url);
  expect(readQuotaOwner(key)).toEqual({
    organizationId: 3,
    connectorId: 1,
    accountValues: undefined,
    instanceId: 1007,
  });
});

test('the quota of an account is read with the values that tell it apart, whatever they are', () => {
  const connector = testConnector({}, { accountKeys: ['base.url', 'team.id'] });
  const configuration = { 'base.url': 'https://x.example/\n"y"', 'team.id': '4 5' };
  const { key } = requestBudget({ ...account, connector, configuration }, url);
  expect(readQuotaOwner(key)).toMatchObject({
    accountValues: ['https://x.example/\n"y"', '4 5'],
    instanceId: undefined,
  });
});

test('a secret that tells accounts apart does not stand in the key, and still does so', () => {
  const connector = testConnector({}, { accountKeys: ['api.key', 'base.url'] });
  const keyWith = (secret: string) => {
    const configuration = { 'api.key': secret, 'base.url': 'https://x.example' };
    return requestBudget({ ...account, connector, configuration }, url).key;
  };
  expect(keyWith('sk_live_canary')).not.toContain('canary');
  expect(readQuotaOwner(keyWith('sk_live_canary'))?.accountValues?.[1]).toBe('https://x.example');
  expect(keyWith('sk_live_canary')).toBe(keyWith('sk_live_canary'));
  expect(keyWith('sk_live_canary')).not.toBe(keyWith('sk_live_other'));
});

test('what callbacks may be sent is the quota of no provider', () => {
  expect(readQuotaOwner('callback:3:https://x.example/')).toBeUndefined();
  expect(readQuotaOwner('limited-callback:3:abc')).toBeUndefined();
});
