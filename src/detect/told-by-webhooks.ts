import { eventId } from '../model/event-id.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import type { Candidate } from './verdict.ts';
import { webhookVersion } from './received-version.ts';

/** Where records are of. */
export interface RecordSource {
  instanceId: number;
  resource: string;
  scope: string;
}

/** The id of the event that a webhook has told of the record with its date; undefined for a record without one. */
export const idByWebhook = (source: RecordSource, { recordId, date }: Candidate): string | undefined =>
  date === undefined ? undefined : eventId({ ...source, recordId, version: webhookVersion(date) });

/**
 * The records that webhooks told with the date that they have, as known in their present version. What a webhook told has the id
 * of its date, which no list gives; its version may have been forgotten since.
 */
export async function toldByWebhooks(
  toldEvents: (eventIds: string[]) => Promise<Set<string>>,
  source: RecordSource,
  candidates: readonly Candidate[],
): Promise<Map<string, KnownVersion>> {
  const asked = candidates.flatMap((candidate) => {
    const id = idByWebhook(source, candidate);
    return id === undefined ? [] : [{ candidate, id }];
  });
  if (asked.length === 0) return new Map();
  const told = await toldEvents(asked.map(({ id }) => id));
  return new Map(
    asked
      .filter(({ id }) => told.has(id))
      .map(({ candidate: { recordId, version, date } }) => [recordId, { version, revision: 0, date }]),
  );
}
