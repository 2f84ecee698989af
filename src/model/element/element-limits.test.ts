import { expect, test } from 'vitest';
import { checkSize } from './element-limits.ts';

const parts = (length: number, part = {}) => Array.from({ length }, () => part);

test('a document that is larger than it may be is refused, and the message names what is too large', () => {
  expect(() => checkSize({ resources: parts(1001), hooks: parts(1002) })).toThrow(
    'hooks: found 1002 parts; allowed: at most 1000; resources: found 1001 parts; allowed: at most 1000',
  );
  expect(() => checkSize({ resources: parts(1000), parameters: parts(10) })).toThrow(
    'the document: found 11010 parts; allowed: at most 10000',
  );
  expect(() => checkSize({ objects: [{ fields: parts(10_000) }] })).toThrow('the document: found 10001 parts');
  const text = 'ä'.repeat(2 * 1024 * 1024);
  expect(() => checkSize({ text })).toThrow('the document: found 4194315 bytes; allowed: at most 4194304');
});

test('a document that is as large as it may be is taken', () => {
  const text = 'x'.repeat(4 * 1024 * 1024 - '{"resources":[],"text":""}'.length);
  expect(() => checkSize({ resources: [], text })).not.toThrow();
  expect(() => checkSize({ resources: parts(1000, { hooks: parts(9) }), parameters: 'none' })).not.toThrow();
});
