/**
 * JSON without what strict readers, and PostgreSQL, refuse: an escaped NUL, and half a surrogate pair, become U+FFFD. Every
 * other character stays as it is written.
 */
export const wellFormedJson = (json: string): string =>
  json.includes('\\u') ? json.toWellFormed().replace(escapes, characterOf) : json.toWellFormed();

/** Whole pairs, then what cannot stand, then every other escape, so that `\\u0000` is not taken for one of a NUL. */
const escapes = /\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u0000|u[dD][89a-fA-F]..|[^])/g;

const characterOf = (escape: string): string => (escape.length === 6 ? '\uFFFD' : escape);
