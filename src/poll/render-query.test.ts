import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor, anInstance } from '../../test/kit/claimed-poll.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { instantFromMs, microsPerSecond } from '../lib/instant.ts';
import { Fault } from '../model/fault.ts';
import { renderQuery } from './render-query.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const deps = { clock: createManualClock(now), serverTimezone: 'Europe/Berlin' };
const watermark = instantFromMs(Date.parse('2026-01-01T11:45:00Z'));
const settle = { settleSeconds: 120 };

const render = (url: string, cursor = aCursor({ watermark }), configuration: Record<string, string> = {}) =>
  renderQuery(deps, aClaimedPoll({ definition: aPollDefinition({ url }), instance: anInstance({ configuration }) }), {
    cursor,
    ...settle,
  });

test('the lower bound is the watermark less the time that records take to become visible', () => {
  expect(render("/hubs/crm/contacts?where=updated>='${gmtDate:yyyy-MM-dd HH:mm:ss}'")).toEqual({
    url: "/hubs/crm/contacts?where=updated>='2026-01-01 11:43:00'",
    until: undefined,
  });
});

test("a bound is in the provider's time when its clock is known to be off", () => {
  const ahead = aCursor({ watermark: undefined, clockSkew: 600 * microsPerSecond });
  const poll = aClaimedPoll({ start: instantFromMs(now), definition: aPollDefinition({ url: '/c?since=${epoch:s}' }) });
  expect(renderQuery(deps, poll, { cursor: ahead, ...settle }).url).toBe(`/c?since=${now / 1000 + 600}`);
});

test('${date:…} is in the zone of the server', () => {
  expect(render('/c?since=${date:HH:mm}').url).toBe('/c?since=12:43');
});

test('a query with an upper bound tells where it ends', () => {
  const { url, until } = render('/c?to=${nowTimeZone:UTC:yyyy-MM-dd HH:mm:ss}');
  expect(url).toBe('/c?to=2026-01-01 12:00:00');
  expect(until).toBe(instantFromMs(now));
  const skewed = render(
    '/c?to=${nowTimeZone:UTC:yyyy-MM-dd HH:mm:ss}',
    aCursor({ watermark, clockSkew: -600 * microsPerSecond }),
  );
  expect(skewed.url).toBe('/c?to=2026-01-01 11:50:00');
});

test('a bare ${date} has the format of the updated date', () => {
  const updated = { field: 'updated', format: 'dd.MM.yyyy', timezone: 'UTC' };
  const poll = aClaimedPoll({ definition: aPollDefinition({ url: '/c?since=${date}', updated }) });
  expect(renderQuery(deps, poll, { cursor: aCursor({ watermark }), ...settle }).url).toBe('/c?since=01.01.2026');
});

test('a template that cannot be understood is a configuration to be mended', () => {
  expect(() => render('/c?since=${gmtDate:not a format}')).toThrow(Fault);
});
