/** The id that a path names; undefined for any text that is none, which then names nothing. */
export function pathId(named: string): number | undefined {
  const id = /^\d{1,15}$/.test(named) ? Number(named) : undefined;
  return id;
}
