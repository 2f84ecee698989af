import { expect, test } from 'vitest';
import type { PollDefinition } from '../poll-definition.ts';
import { normalizePollerConfiguration } from './normalize-poller-configuration.ts';
import { pollIdentity } from './poll-identity.ts';

function definitionOf(change: Partial<PollDefinition>): PollDefinition {
  const entry = { url: "/hubs/crm/contacts?where=a>'${epoch}'", idField: 'id' };
  const [definition] = normalizePollerConfiguration({ contacts: entry }).definitions;
  if (definition === undefined) throw new Error('refused');
  return { ...definition, ...change };
}

const identity = pollIdentity(definitionOf({}));

test.each([
  { url: '/hubs/crm/contacts' },
  { url: '/hubs/crm/contacts?where=b>1' },
  { pageSize: 50 },
  { updated: { field: 'u', format: 'seconds', timezone: 'UTC' } },
  { filterByUpdatedDate: false, unused: { xPath: 'x' } },
])('%j keeps the cursor', (change) => {
  expect(pollIdentity(definitionOf(change))).toBe(identity);
});

test.each([{ resource: 'leads' }, { url: '/hubs/crm/leads' }, { idField: 'uuid' }, { resource: 'contacts/', url: '' }])(
  '%j is another resource',
  (change) => {
    expect(pollIdentity(definitionOf(change))).not.toBe(identity);
  },
);
