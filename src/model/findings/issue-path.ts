/** `filter.granularity`, `ignoredFields[1]`, `[2].name`: where a value stands, as people write it. */
export const issuePath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((before, key) => pathOfMember(before, key), '');

/** The path of a member of what stands at `path`; a number is a place in a list. */
export function pathOfMember(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? String(key) : `${path}.${String(key)}`;
}
