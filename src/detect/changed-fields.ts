import { differingFields, fieldFingerprints, valueAt, type FieldPlace } from '../lib/field-fingerprints.ts';
import { parseJson, type JsonRecord, type JsonValue } from '../lib/json.ts';
import type { FieldChanges } from '../model/change.ts';
import type { VersionSeen } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import type { DetectionRules } from './detection-rules.ts';

/** Values before are told only as long as all of them together, as JSON, are no longer than this. */
export const previousLimitBytes = 64 * 1024;

type Remembering = Pick<DetectionRules, 'changedFields' | 'keepRecords' | 'ignoredFields'>;

/** What is kept of a record with its version, so that the next one can be compared with it. */
export const keptOf = (rules: Remembering, record: JsonRecord): Pick<VersionSeen, 'fields' | 'record'> => ({
  ...(rules.changedFields && { fields: fieldFingerprints(record, rules.ignoredFields) }),
  ...(rules.keepRecords && { record: JSON.stringify(record) }),
});

/**
 * What differs between a record and the version of it that is remembered, if the definition asks for that. Undefined
 * where neither the fields nor the record of that version are kept: nothing is known then, which is not "no difference".
 */
export function changedFields(
  known: Pick<KnownVersion, 'fields' | 'record'> | undefined,
  record: JsonRecord,
  { changedFields: wanted, ignoredFields }: Remembering,
): FieldChanges | undefined {
  if (!wanted) return undefined;
  const before = known?.record === undefined ? undefined : (parseJson(known.record) as JsonRecord);
  const fields = known?.fields ?? (before && fieldFingerprints(before, ignoredFields));
  if (!fields) return undefined;
  const places = differingFields(fields, record, ignoredFields);
  return { changed: places.map(({ path }) => path), ...(before && previousValues(before, places)) };
}

function previousValues(before: JsonRecord, places: FieldPlace[]): Pick<FieldChanges, 'previous' | 'previousOmitted'> {
  const previous = Object.fromEntries(
    places.flatMap((place): [string, JsonValue][] => {
      const value = valueAt(before, place);
      return value === undefined ? [] : [[place.path, value]];
    }),
  );
  const fits = Buffer.byteLength(JSON.stringify(previous)) <= previousLimitBytes;
  return fits ? { previous } : { previousOmitted: true };
}
