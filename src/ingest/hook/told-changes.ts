import { shortHash } from '../../lib/canonical-json.ts';
import type { Change, ToldChange } from '../../model/change.ts';
import type { HookEvent } from './hook-event.ts';

/**
 * The events of a hook as changes. One that has the id of a record that was found is its change, so that it is told once
 * whatever the hook names it; any other is added, with a version that is the same whenever the same changes are found.
 */
export function toldChanges(found: readonly Change[], events: readonly HookEvent[]): ToldChange[] {
  const left = Map.groupBy(found, ({ recordId }) => recordId);
  const all = shortHash(JSON.stringify(found.map(({ recordId, version }) => [recordId, version])));
  return events.map((event, index) => {
    const changes = left.get(event.recordId) ?? [];
    const change = changes.find(({ type }) => type === event.type) ?? changes[0];
    if (change)
      left.set(
        event.recordId,
        changes.filter((one) => one !== change),
      );
    return { ...(change ?? addedBy(event, `hook ${all} ${index}`, found)), ...saidBy(event) };
  });
}

/** What the hook says of a change; what it does not say stays. */
const saidBy = ({ type, date, resource, paths, record }: HookEvent) => ({
  ...(type !== undefined && { type }),
  ...(date !== undefined && { date }),
  ...(resource !== undefined && { toldAs: resource }),
  ...(record && { record }),
  ...(paths && { paths }),
});

/** Of a page of old data alone, what is added is old data too. */
const addedBy = ({ recordId, given }: HookEvent, version: string, found: readonly Change[]): ToldChange => ({
  type: 'UNKNOWN',
  recordId,
  version,
  date: undefined,
  record: given,
  initial: found.every(({ initial }) => initial),
});
