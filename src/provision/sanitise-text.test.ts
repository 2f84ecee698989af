import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sanitiseText } from './sanitise-text.ts';

test('markup becomes text', () => {
  expect(sanitiseText(`<img src="x" onerror='alert(1)'>`)).toBe(
    '&lt;img src=&quot;x&quot; onerror=&#39;alert(1)&#39;&gt;',
  );
});

test('plain names, also with & and accents, stay as they are', () => {
  expect(sanitiseText('Müller & Söhne – CRM #1 me@example.com')).toBe('Müller & Söhne – CRM #1 me@example.com');
});

test('no markup survives, and a sanitised text sent back stays the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = sanitiseText(text);
      expect(once).not.toMatch(/[<>"']/);
      expect(sanitiseText(once)).toBe(once);
    }),
  );
});
