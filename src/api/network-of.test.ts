import { expect, test } from 'vitest';
import { networkOf } from './network-of.ts';

const network = (ip: string, forwarded?: string | string[], trustedProxies?: string[]) =>
  networkOf({ ip, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }, trustedProxies);

test('an IPv4 address is a place of its own, written as IPv6 too', () => {
  expect(network('203.0.113.7')).toBe('203.0.113.7');
  expect(network('::ffff:203.0.113.7')).toBe('203.0.113.7');
});

test('the addresses of one IPv6 /64 are one place', () => {
  expect(network('2001:db8:1:2:3::4')).toBe(network('2001:db8:1:2:ffff::1'));
  expect(network('2001:db8:1:2:3::4')).not.toBe(network('2001:db8:1:3:3::4'));
});

test('a proxy on this machine tells who sends; nobody else does, unless the operator names him', () => {
  expect(network('127.0.0.1', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
  expect(network('::1', ['198.51.100.1', '203.0.113.7'])).toBe('203.0.113.7');
  expect(network('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
  expect(network('10.0.0.5', '198.51.100.1')).toBe('10.0.0.5');
  expect(network('10.0.0.5', '198.51.100.1', ['10.0.0.0/8'])).toBe('198.51.100.1');
  expect(network('127.0.0.1', '198.51.100.1', ['10.0.0.5'])).toBe('127.0.0.1');
});

test('several proxies in a row are passed through, and what stands before them is not listened to', () => {
  const proxies = ['10.0.0.0/8', '192.0.2.0/24'];
  expect(network('10.0.0.5', '1.2.3.4, 198.51.100.1, 192.0.2.9', proxies)).toBe('198.51.100.1');
  expect(network('10.0.0.5', '10.0.0.7, 10.0.0.6', proxies)).toBe('10.0.0.7');
});

test('a proxy may write a port and brackets; what is no address leaves the nearest one that is', () => {
  expect(network('127.0.0.1', '203.0.113.7:55555')).toBe('203.0.113.7');
  expect(network('127.0.0.1', '[2001:db8::1]:443')).toBe('2001:db8::/64');
  expect(network('127.0.0.1', '[2001:db8::1]')).toBe('2001:db8::/64');
  expect(network('127.0.0.1', 'unknown')).toBe('127.0.0.1');
  expect(network('127.0.0.1', '')).toBe('127.0.0.1');
});
