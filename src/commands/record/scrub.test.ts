import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../lib/json.ts';
import { createScrubber } from './scrub.ts';

function scrubbed(value: JsonValue, options: { secrets?: string[]; keptFields?: string[] } = {}) {
  const scrubber = createScrubber({ secrets: [], replacements: {}, keptFields: [], ...options });
  scrubber.learn(value);
  return scrubber.clean(value);
}

describe('scrub', () => {
  test('the same value has the same replacement everywhere, also within other texts and encoded in URLs', () => {
    const value = {
      email: 'ada+x@lovelace.org',
      next: 'https://api.example/list?email=ada%2Bx%40lovelace.org&page=2',
      note: 'write to ada+x@lovelace.org',
    };
    expect(scrubbed(value)).toEqual({
      email: 'person1@example.com',
      next: 'https://api.example/list?email=person1%40example.com&page=2',
      note: 'write to person1@example.com',
    });
  });

  test('names, phone numbers, postal addresses and IP addresses are made up', () => {
    const person = { first_name: 'Ada', lastName: 'Lovelace', mobile: '0123', street: 'Main Street 1', ip: '10.1.2.3' };
    expect(scrubbed([person, { ...person, first_name: 'Grace' }])).toEqual([
      { first_name: 'Name 1', lastName: 'Name 2', mobile: '+1 555 0101', street: 'Address 1', ip: '192.0.2.1' },
      { first_name: 'Name 3', lastName: 'Name 2', mobile: '+1 555 0101', street: 'Address 1', ip: '192.0.2.1' },
    ]);
  });

  test('a page token is replaced where it is told and where it is sent, so that the pages still follow one another', () => {
    const value = [{ next_page_token: 'abc123' }, { url: '/list?page_token=abc123' }];
    expect(scrubbed(value)).toEqual([{ next_page_token: 'secret-1' }, { url: '/list?page_token=secret-1' }]);
  });

  test('ids and dates stay, unless a secret is in them', () => {
    const value = { name: 'n-1', updated: '2026-01-01T00:00:00Z', note: 'n-1' };
    expect(scrubbed(value, { keptFields: ['name', 'updated'] })).toEqual(value);
    expect(scrubbed({ name: 'key-of-ada' }, { keptFields: ['name'], secrets: ['key-of-ada'] })).toEqual({
      name: 'secret-1',
    });
  });

  test('no secret is left, wherever it stands', () => {
    const secret = fc.string({ minLength: 4, maxLength: 12, unit: fc.constantFrom('q', 'x', 'Z', '!', '~', '_') });
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const result = JSON.stringify(
          scrubbed({ a: [before + value + after], id: value }, { secrets: [value], keptFields: ['id'] }),
        );
        expect(result).not.toContain(value);
      }),
    );
  });
});
