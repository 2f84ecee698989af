/**
 * Whether the text is like the pattern, in which `*` stands for any characters, or none. Case counts. The time grows with the
 * length of the text and not with the number of ways in which it could be read.
 */
export function isLike(text: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  const end = text.length - last.length;
  let from = first.length;
  // The first place of each part leaves the most room for those behind it.
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= end && text.endsWith(last);
}
