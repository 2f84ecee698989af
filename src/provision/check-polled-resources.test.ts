import { expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { PollingOverrides } from '../model/connector-polling.ts';
import { checkPolledResources } from './check-polled-resources.ts';

const upperBound = { field: 'updated_at', pattern: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' };

const connector = testConnector({
  path: '/things',
  where: { fields: { updated_at: { operators: { '<=': 'until' } } } },
});

const warningsOn = (polling: PollingOverrides, url = '/hubs/general/things') =>
  checkPolledResources(connector, {}, [aPollDefinition({ url, polling })], 0);

test('a limit that nothing can get around is warned of', () => {
  expect(warningsOn({ resultCap: 1_000, longestWindowSeconds: 60 })).toMatchObject([
    { path: 'configuration.event.poller.configuration.contacts.polling.resultCap' },
    { path: 'configuration.event.poller.configuration.contacts.polling.longestWindowSeconds' },
  ]);
  expect(warningsOn({ resultCap: 1_000, order: 'updatedDescending' })).toHaveLength(1);
});

test('with an order or a bound by which the rest can be asked for there is nothing to warn of', () => {
  expect(warningsOn({})).toEqual([]);
  expect(warningsOn({ resultCap: 1_000, order: 'updatedAscending' })).toEqual([]);
  expect(warningsOn({ resultCap: 1_000, longestWindowSeconds: 60, upperBound })).toEqual([]);
});

test('a resource that is not there is refused at its url', () => {
  expect(() => warningsOn({}, '/hubs/general/nothing')).toThrow(/contacts\.url: .* has no resource/);
});

test('a bound that the provider cannot be asked for is warned of, and a limit below what is declared', () => {
  expect(warningsOn({ upperBound: { ...upperBound, field: 'nosuch' } })).toEqual([
    {
      path: 'configuration.event.poller.configuration.contacts.polling.upperBound',
      message: 'has no effect: the provider cannot filter by nosuch with "<="',
    },
  ]);
  expect(warningsOn({ maxSettleSeconds: 10, settleSeconds: 1_000 })).toHaveLength(1);
});
