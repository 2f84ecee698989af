import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instanceTopic } from './event.ts';
import { parseInstanceTopic } from './instance-topic.ts';

test('the topic of every instance is read back as its instance', () => {
  const key = fc.string({ minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), key, (instanceId, connectorKey) => {
      expect(parseInstanceTopic(instanceTopic(instanceId, connectorKey))).toEqual({ instanceId, connectorKey });
    }),
  );
});

test.each([
  'orders',
  'instance-',
  'instance--sample-events',
  'instance-x-sample-events',
  'instance-1--events',
  'Instance-1-a-events',
  'my instance-1-a-events',
  'instance-1-a-events ',
])('%j is a text of its own', (topic) => expect(parseInstanceTopic(topic)).toBeUndefined());
