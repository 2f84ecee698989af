/**
 * PostgreSQL holds neither NUL nor half a surrogate pair. What callers send of them is refused by the API; what providers
 * and receivers say must not keep anything from being written, so another character stands in their place.
 */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** The value as JSON; the same in its keys and texts, where such characters stand escaped. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') ? text.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|[^])/g, storableEscape) : text;
}

const storableEscape = (escape: string) => (escape.length > 2 ? '\uFFFD' : escape);
