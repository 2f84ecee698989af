const longestQuote = 80;

/** A value in words for a message: `"abc"`, `the number -1`, `an empty array`. Long texts are cut. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  return 'an object';
}

const shorten = (text: string) => (text.length <= longestQuote ? text : `${text.slice(0, longestQuote - 1)}…`);
