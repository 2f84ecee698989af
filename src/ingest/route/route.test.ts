import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../lib/json.ts';
import { accountsIn } from './accounts-in.ts';
import { readFinder } from '../../model/webhook-finder.ts';
import { partsOfAccounts } from './parts-of-accounts.ts';

const dropbox = { list: 'list_folder.accounts', value: '', without: ['delta'] };
const quickBooks = { list: 'eventNotifications', value: 'realmId' };
const slack = { list: '', value: 'team_id' };
const hubSpot = { list: '', value: 'portalId' };

test('the accounts of a body are named once each, as texts', () => {
  expect(accountsIn(dropbox, { list_folder: { accounts: ['dbid:A', 'dbid:B', 'dbid:A'] } })).toEqual([
    'dbid:A',
    'dbid:B',
  ]);
  expect(accountsIn(slack, { team_id: 'T1' })).toEqual(['T1']);
  expect(accountsIn(hubSpot, [{ portalId: 62_515 }, { portalId: 7 }])).toEqual(['62515', '7']);
  expect(accountsIn(quickBooks, { eventNotifications: [{ realmId: '' }, {}, { realmId: { a: 1 } }] })).toEqual([]);
  expect(accountsIn(quickBooks, {})).toEqual([]);
});

test('Zendesk and Box: an account is found in JSON that stands in a parameter', () => {
  expect(accountsIn({ list: '', value: 'ticket.target' }, { ticket: '{"id":5,"target":"42"}' })).toEqual(['42']);
  expect(accountsIn({ list: '', value: 'userId' }, { userId: '["7","8"]', event: 'uploaded' })).toEqual(['7', '8']);
});

test('each account gets its own items alone, and what stands beside them', () => {
  const body = { sequence: 1, eventNotifications: [{ realmId: '1' }, { realmId: 2 }, { realmId: '1', more: true }] };
  expect(partsOfAccounts(quickBooks, body)('1')).toEqual({
    sequence: 1,
    eventNotifications: [{ realmId: '1' }, { realmId: '1', more: true }],
  });
  expect(partsOfAccounts(quickBooks, body)('2')).toEqual({ sequence: 1, eventNotifications: [{ realmId: 2 }] });
  expect(partsOfAccounts(hubSpot, [{ portalId: 1 }, { portalId: 2 }])('2')).toEqual([{ portalId: 2 }]);
});

test('what tells of several accounts at once is left out', () => {
  const body = { list_folder: { accounts: ['a', 'b'] }, delta: { users: [1, 2] } };
  expect(partsOfAccounts(dropbox, body)('a')).toEqual({ list_folder: { accounts: ['a'] } });
  expect(partsOfAccounts({ ...dropbox, without: ['delta.users'] }, body)('a')).toEqual({
    list_folder: { accounts: ['a'] },
    delta: {},
  });
});

test('a body of one account is that body itself', () => {
  const body = { eventNotifications: [{ realmId: '1' }] };
  expect(partsOfAccounts(quickBooks, body)('1')).toBe(body);
  const event = { team_id: 'T1' };
  expect(partsOfAccounts(slack, event)('T1')).toBe(event);
});

test('every item goes to the accounts that it names, none is lost and none is changed', () => {
  const item = fc.record({ realmId: fc.constantFrom('1', '2', '3', '__proto__'), id: fc.nat() });
  fc.assert(
    fc.property(fc.array(item), (items: JsonValue[]) => {
      const body: JsonValue = { list: items };
      const before = JSON.stringify(body);
      const route = { list: 'list', value: 'realmId' };
      const parts = accountsIn(route, body).map(partsOfAccounts(route, body));
      const told = parts.flatMap((part) => (part as { list: JsonValue[] }).list);
      expect(told.map((value) => JSON.stringify(value)).sort()).toEqual(
        items.map((value) => JSON.stringify(value)).sort(),
      );
      expect(JSON.stringify(body)).toBe(before);
    }),
  );
});

test('a finder is read as a route', () => {
  const finder = 'github.organization|organization.login';
  const route = { list: '', value: 'organization.login', entry: 'github.organization' };
  expect(readFinder(finder)).toEqual({ kind: 'route', route });
  expect(readFinder(' github.organization | organization.login ')).toEqual({ kind: 'route', route });
  for (const none of ['', ' ', 'false', 'null']) expect(readFinder(none)).toEqual({ kind: 'none' });
  for (const broken of ['organization', '|a', 'a|', 'a|b|c'])
    expect(readFinder(broken)).toEqual({
      kind: 'unreadable',
      reason: `found "${broken}", allowed: <configuration entry>|<path in the body>`,
    });
});
