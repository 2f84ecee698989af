import { expect, test } from 'vitest';
import { aClaimedPoll, anInstance } from '../../test/kit/claimed-poll.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { instantFromMs } from '../lib/instant.ts';
import { Fault } from '../model/fault.ts';
import { asksForAll, renderQuery } from './render-query.ts';

const until = instantFromMs(Date.parse('2026-01-01T12:00:00Z'));
const since = instantFromMs(Date.parse('2026-01-01T11:43:00Z'));

const render = (url: string, configuration: Record<string, string> = {}, updated?: string) =>
  renderQuery(
    aClaimedPoll({
      definition: aPollDefinition({
        url,
        ...(updated !== undefined && { updated: { field: 'updated', format: updated, timezone: 'UTC' } }),
      }),
      instance: anInstance({ configuration }),
    }),
    { since, until },
    'Europe/Berlin',
  );

test('the lower bound stands where the template says, in its form', () => {
  expect(render("/hubs/crm/contacts?where=updated>='${gmtDate:yyyy-MM-dd HH:mm:ss}'")).toEqual({
    url: "/hubs/crm/contacts?where=updated>='2026-01-01 11:43:00'",
    until: undefined,
  });
});

test('${date:…} is in the zone of the server', () => {
  expect(render('/c?since=${date:HH:mm}').url).toBe('/c?since=12:43');
});

test('a query with an upper bound tells where it ends', () => {
  expect(render('/c?to=${nowTimeZone:UTC:yyyy-MM-dd HH:mm:ss}')).toEqual({ url: '/c?to=2026-01-01 12:00:00', until });
});

test('a bare ${date} has the format of the updated date', () => {
  expect(render('/c?since=${date}', {}, 'dd.MM.yyyy').url).toBe('/c?since=01.01.2026');
});

test('a template that cannot be understood is a configuration to be mended', () => {
  expect(() => render('/c?since=${gmtDate:not a format}')).toThrow(Fault);
});

test.each([
  ['/c', true],
  ['/c?to=${nowTimeZone:UTC:yyyy-MM-dd}', true],
  ["/c?where=updated>='${gmtDate:yyyy-MM-dd}'", false],
  ['/c?since=${epoch:s}', false],
])('a query asks for everything when no lower bound stands in it: %s', (url, all) => {
  expect(asksForAll(url)).toBe(all);
});
