/** A zone with at most one change of its offset in the time of a history. Kept apart from the engine's own zones. */
export interface WorldZone {
  name: string;
  /** Microseconds to be added to UTC, and from when on another offset counts. */
  offset: number;
  change: { at: number; offset: number } | undefined;
}

const hour = 3_600_000_000;
const us = (iso: string) => Date.parse(iso) * 1000;

export const utc: WorldZone = { name: 'UTC', offset: 0, change: undefined };

export const zones: [WorldZone, ...WorldZone[]] = [
  { name: 'Asia/Kolkata', offset: 5.5 * hour, change: undefined },
  { name: 'Europe/Berlin', offset: 2 * hour, change: { at: us('2026-10-25T01:00:00Z'), offset: hour } },
  { name: 'Europe/Berlin', offset: hour, change: { at: us('2026-03-29T01:00:00Z'), offset: 2 * hour } },
  { name: 'America/New_York', offset: -4 * hour, change: { at: us('2026-11-01T06:00:00Z'), offset: -5 * hour } },
];

export const offsetAt = ({ offset, change }: WorldZone, instant: number): number =>
  change && instant >= change.at ? change.offset : offset;

/** The moment of a local time; where a clock is put back, `ambiguous` says which of two. */
export function fromLocal(zone: WorldZone, local: number, ambiguous: 'first' | 'second'): number {
  const { change } = zone;
  const before = local - zone.offset;
  if (!change || before < change.at) {
    const after = change ? local - change.offset : before;
    return change && after >= change.at && ambiguous === 'second' ? after : before;
  }
  return local - change.offset;
}

/** Whether local times of this zone occur twice. */
export const repeatsHours = ({ offset, change }: WorldZone): boolean => change !== undefined && change.offset < offset;
