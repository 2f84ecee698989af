import { expect, test } from 'vitest';
import { placeToAct } from './place-to-act.ts';

test('a reason leads to the tab where it is mended', () => {
  expect(placeToAct('delivery.stopped')?.tab).toBe('events');
  expect(placeToAct('reconciliation.held')?.tab).toBe('polling');
  expect(placeToAct('polling.paused')?.tab).toBe('polling');
  expect(placeToAct('registration.failed')?.tab).toBe('webhooks');
});

test('what the head of the page mends leads nowhere else', () => {
  expect(placeToAct('reconnect')).toBeUndefined();
  expect(placeToAct('disabled')).toBeUndefined();
});
