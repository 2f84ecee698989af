import { expect, test } from 'vitest';
import { endpointBudget } from './endpoint-budget.ts';

const endpoint = { organizationId: 1, url: 'https://example.com/events' };
const unlimited = { concurrency: 4, rateLimit: undefined };
const limited = { concurrency: 4, rateLimit: { requests: 10, seconds: 1 } };

test('all subscriptions of an organisation to one URL share its budget, and others have their own', () => {
  for (const settings of [unlimited, limited]) {
    const { key } = endpointBudget(endpoint, settings);
    expect(endpointBudget({ ...endpoint }, settings).key).toBe(key);
    expect(endpointBudget({ ...endpoint, organizationId: 2 }, settings).key).not.toBe(key);
    expect(endpointBudget({ ...endpoint, url: 'https://example.com/other' }, settings).key).not.toBe(key);
  }
});

test('a rate limit is shared by all processes; requests at a time are counted in this one', () => {
  expect(endpointBudget(endpoint, unlimited)).toMatchObject({ limits: [], concurrency: 4, local: true });
  const budget = endpointBudget(endpoint, limited);
  expect(budget).toMatchObject({ limits: [{ requests: 10, seconds: 1 }], concurrency: 4 });
  expect(budget.local).toBeUndefined();
  expect(budget.key).not.toBe(endpointBudget(endpoint, unlimited).key);
});

test('the key of a shared budget stays short, however long the URL', () => {
  const url = `https://example.com/${'x'.repeat(1900)}`;
  expect(endpointBudget({ ...endpoint, url }, limited).key.length).toBeLessThan(100);
});
