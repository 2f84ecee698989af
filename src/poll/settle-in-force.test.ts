import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { settleInForce } from './settle-in-force.ts';

const connector = testConnector({ polling: { settleSeconds: 60, maxSettleSeconds: 3_600 } });
const url = "/hubs/general/rows?where=updated>='${gmtDate:yyyy-MM-dd}'";

test('the horizon in force is that of the connector, or of the instance, or what was learned if that is longer', () => {
  expect(settleInForce(connector, { url, polling: {} }, 0)).toBe(60);
  expect(settleInForce(connector, { url, polling: { settleSeconds: 300 } }, 0)).toBe(300);
  expect(settleInForce(connector, { url, polling: {} }, 500)).toBe(500);
  expect(settleInForce(connector, { url, polling: {} }, 5_000)).toBe(3_600);
  expect(settleInForce(connector, { url, polling: { learnSettle: false } }, 500)).toBe(60);
});

test('a resource that the connector no longer has has none', () => {
  expect(settleInForce(connector, { url: '/hubs/general/gone', polling: {} }, 0)).toBeUndefined();
});
