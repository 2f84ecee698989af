import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wellFormedJson } from './well-formed-json.ts';

test('an escaped NUL and half a surrogate pair become U+FFFD, whatever the case of their digits', () => {
  expect(wellFormedJson(String.raw`{"a\u0000":"\ud800 \uDFFF","b":"\uD83d\uDE00"}`)).toBe(
    String.raw`{"a�":"� �","b":"\uD83d\uDE00"}`,
  );
  expect(wellFormedJson(String.raw`["\udc00\ud83d\ude00\ud83d"]`)).toBe(String.raw`["�\ud83d\ude00�"]`);
});

test('other escapes, blanks and numbers stay as they are written', () => {
  const text = String.raw`{ "a": "\\u0000 \n \" \\\ud83d\ude00 \u0041", "n": 1.50 }`;
  expect(wellFormedJson(text)).toBe(text);
});

const replaced = (text: string) => text.toWellFormed().replaceAll('\0', '\uFFFD');
const escaped = (text: string) =>
  text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

test('whatever the text, and however it is escaped, what is read is the text with these characters replaced', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\\', '"', '\0', '\ud83d', '\ude00', 'u0000', '\n') }),
      (text) => {
        expect(JSON.parse(wellFormedJson(JSON.stringify(text)))).toBe(replaced(text));
        expect(JSON.parse(wellFormedJson(`"${escaped(text)}"`))).toBe(replaced(text));
      },
    ),
  ));
