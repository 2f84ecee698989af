import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAddressRules } from './address-rules.ts';

const strict = createAddressRules([]);

describe('address rules', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
    '::ffff:8.8.8.8',
  ])('the public address %s is allowed', (address) => expect(strict.refusal(address)).toBeUndefined());

  test.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['10.0.0.1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['fd00::1', 'private (unique local)'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['0.0.0.0', 'unspecified'],
    ['::ffff:10.0.0.1', 'private'],
    ['64:ff9b::7f00:1', 'IPv4 translation (NAT64)'],
    ['2002:7f00:1::', 'a 6to4 tunnel'],
    ['168.63.129.16', 'a service inside of Azure'],
    ['::ffff:168.63.129.16', 'a service inside of Azure'],
    ['4000::1', 'reserved'],
    ['::7f00:1', 'reserved'],
    ['localhost', 'not an IP address'],
    ['', 'not an IP address'],
  ])('%s is refused as %s', (address, reason) => expect(strict.refusal(address)).toBe(reason));

  test('an address of the private networks is refused in plain and in IPv4-mapped form', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '0'), byte, byte, byte, (first, b, c, d) => {
        const address = `${first}.${b}.${c}.${d}`;
        expect(strict.refusal(address)).toBeDefined();
        expect(strict.refusal(`::ffff:${address}`)).toBe(strict.refusal(address));
      }),
    );
  });

  test('a network of the operator allows its addresses and no others', () => {
    const rules = createAddressRules(['10.1.0.0/16', 'fd12::/16', '127.0.0.1', '::ffff:192.168.7.0/120']);
    for (const allowed of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::9', '127.0.0.1', '192.168.7.200']) {
      expect(rules.refusal(allowed)).toBeUndefined();
    }
    for (const refused of ['10.2.0.1', 'fd13::9', '127.0.0.2', '192.168.8.1', '::1']) {
      expect(rules.refusal(refused)).toBeDefined();
    }
  });

  test.each(['10.0.0.0/33', 'example.com', '', '10', '10.0.0.0/-1', 'fd00::/129'])(
    'the entry %j is refused by name',
    (entry) => {
      expect(() => createAddressRules([entry])).toThrow(
        `TIDINGS_ALLOW_NETWORKS has ${JSON.stringify(entry)}; allowed are networks`,
      );
    },
  );
});
