import { expect, test } from 'vitest';
import { afterFailure } from './after-failure.ts';

const both = {
  'event.vendor.type': 'both',
  'event.poller.refresh_interval': '5',
  'event.webhook.poll_interval': '720',
  'event.poller.configuration': '{"contacts": {}, "deals": {}}',
};
const failed = { status: 'failed' } as const;

test('an instance that is polled is told what the polls find, and how often', () => {
  expect(afterFailure('subscribe', failed, both)).toBe(
    'It is tried again. Until then changes are found by polls alone, every 5 minutes: those of contacts, deals.',
  );
  expect(afterFailure('subscribe', failed, { ...both, 'event.vendor.type': 'Webhooks' })).toContain('720 minutes');
});

test('an instance that polls nothing is told that nothing is noticed', () => {
  for (const stored of ['{}', 'not JSON', undefined]) {
    const configuration = stored === undefined ? {} : { ...both, 'event.poller.configuration': stored };
    expect(afterFailure('subscribe', failed, configuration)).toBe(
      'It is tried again. Until then nothing is noticed of what it would tell.',
    );
  }
});

test('what stands goes on, and what is given up is told', () => {
  expect(afterFailure('renew', { status: 'active' }, both)).toContain('goes on until it ends');
  expect(afterFailure('unsubscribe', { status: 'unwanted' }, both)).toBe('It is tried again.');
  expect(afterFailure('unsubscribe', undefined, both)).toContain('It is not tried again');
});
