import type { Collection, Version } from './collection.ts';

export interface FeedPage {
  /** What changed, as it is now; the id of a record that is gone. */
  changes: (Version | string)[];
  next: string;
  more: boolean;
}

/** The changes since a cursor, or all there is; undefined for a cursor that has expired. */
export function feedPage(
  collection: Collection,
  now: number,
  { cursor, size }: { cursor: string | undefined; size: number },
): FeedPage | undefined {
  const log = collection.changes(now);
  const [age, place] = (cursor ?? `${collection.feedAge} 0`).split(' ').map(Number) as [number, number];
  if (age !== collection.feedAge) return undefined;
  const end = Math.min(place + size, log.length);
  const visible = new Map(collection.visible(now).map((version) => [version.recordId, version]));
  const ids = [...new Set(log.slice(place, end))];
  const changes = ids.flatMap((id): (Version | string)[] => {
    const version = visible.get(id);
    if (version) return [version];
    // A listing from the beginning says nothing of what is gone.
    return cursor !== undefined && collection.deletedAt.has(id) ? [id] : [];
  });
  return { changes, next: `${age} ${end}`, more: end < log.length };
}
