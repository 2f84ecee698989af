import { expect, test } from 'vitest';
import { transportFault } from '../egress/transport-fault.ts';
import { Fault } from '../model/fault.ts';
import { failureReason } from './failure-reason.ts';

test.each([
  ['ECONNREFUSED', 'connection'],
  ['UND_ERR_SOCKET', 'connection'],
  ['UND_ERR_DESTROYED', 'connection'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['unknown', 'connection'],
])('a transport that fails with %s failed of: %s', (code, reason) => {
  const fault = transportFault('example.com', Object.assign(new Error('x'), { code }));
  expect(fault).toBeInstanceOf(Fault);
  expect(failureReason(fault as Fault)).toBe(reason);
});

test('faults without a transport tell themselves', () => {
  expect(failureReason(new Fault('address.refused', 'x'))).toBe('address');
  expect(failureReason(new Fault('configuration.invalid', 'x'))).toBe('request');
  expect(failureReason(new Fault('provider.unreachable', 'no answer within 30000 ms'))).toBe('timeout');
});
