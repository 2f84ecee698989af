import { expect, test } from 'vitest';
import { elementsSignature, standardSignature } from './sign.ts';

test('the published example of the events framework has its published signature', () => {
  const body = '<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>';
  expect(elementsSignature('MySecretEventSignatureKey', body)).toBe(
    'sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=',
  );
});

const example = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const exampleKey = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const exampleSignature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

test('the published example of Standard Webhooks has its published signature', () => {
  expect(standardSignature([exampleKey], example)).toBe(exampleSignature);
});

test('each active key signs, so that receivers can change over', () => {
  const [first, second, ...more] = standardSignature([exampleKey, 'plain key'], example).split(' ');
  expect(first).toBe(exampleSignature);
  expect(second).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  expect(second).not.toBe(first);
  expect(more).toEqual([]);
});

test('a body is signed as UTF-8', () => {
  const asBytes = Buffer.from('{"name":"Žižek 🚀"}').toString('utf8');
  expect(elementsSignature('k', asBytes)).toBe(elementsSignature('k', '{"name":"Žižek 🚀"}'));
  expect(elementsSignature('k', 'é')).not.toBe(elementsSignature('k', 'e'));
});
