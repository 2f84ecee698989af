import { onTestFinished, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { startReceiver } from '../../test/kit/receiver.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { systemClock } from '../lib/clock.ts';
import { deliverySettings } from '../model/instance-configuration/delivery-settings.ts';
import { notificationFormats } from '../model/instance-configuration/notification-format.ts';
import { elementsSignature } from './sign.ts';
import { testCallback } from './test-callback.ts';

const now = Date.parse('2026-01-01T00:00:30.500Z');
const caller = { organizationId: 1, accountId: 2, userId: 3 };
const key = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;

test.each(notificationFormats)(
  'a test in the format %s is signed like an event and says that it is a test',
  async (format) => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const settings = { ...deliverySettings({}, {}), signatureKeys: [key], format };
    // The official library compares with the time of the machine.
    const deps = { egress: testEgress(), clock: systemClock };
    const tested = await testCallback(deps, { caller, url: receiver.url, settings });
    expect(tested.attempt).toMatchObject({ kind: 'made', outcome: { kind: 'delivered' } });
    const [sent] = receiver.received;
    const headers = sent?.headers as Record<string, string>;
    expect(sent?.body).toBe(tested.sent.body);
    expect(headers['elements-webhook-signature']).toBe(elementsSignature(key, sent?.body ?? ''));
    const body = new Webhook(key).verify(sent?.body ?? '', headers) as Record<'message' | 'data', unknown>;
    expect(format === 'elements' ? body.message : body.data).toMatchObject({ test: true });
  },
);

test('a test holds one event of the resource test, which no instance has', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const deps = { egress: testEgress(), clock: createManualClock(now) };
  await testCallback(deps, { caller, url: receiver.url, settings: deliverySettings({}, {}) });
  const { message, topic } = JSON.parse(receiver.received[0]?.body ?? '') as Record<'message' | 'topic', object>;
  expect(topic).toBe('instance-0-test-events');
  expect(message).toMatchObject({
    instanceId: 0,
    companyId: 1,
    events: [{ objectType: 'test', eventType: 'UPDATED', date: '2026-01-01T00:00:30Z' }],
    raw: { test: [{ id: String(now) }], objectType: 'test' },
  });
});
