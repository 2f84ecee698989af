import { wellFormedJson } from '../lib/well-formed-json.ts';

/**
 * PostgreSQL holds neither NUL nor half a surrogate pair. What callers send of them is refused by the API; what providers
 * and receivers say must not keep anything from being written, so another character stands in their place.
 */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** The value as JSON; the same in its keys and texts, where such characters stand escaped. */
export const storableJson = (value: unknown): string => wellFormedJson(JSON.stringify(value));
