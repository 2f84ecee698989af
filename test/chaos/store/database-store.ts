import { sql } from 'kysely';
import { claimInstancePolls } from '../../../src/store/claim-polls.ts';
import { createCommitChanges } from '../../../src/store/commit-changes.ts';
import { cursorColumns, toCursor, type CursorRow } from '../../../src/store/cursor.ts';
import type { Db } from '../../../src/store/database.ts';
import { ensureCursor } from '../../../src/store/ensure-cursor.ts';
import { createPollLock } from '../../../src/store/poll-lock.ts';
import { savePolls } from '../../../src/store/save-polls.ts';
import { versionsSeen } from '../../../src/store/versions-seen.ts';
import { aPollToSave, storePolledInstance } from '../../kit/polled-instance.ts';
import { storeSealer } from '../../kit/stored-instance.ts';
import type { ChaosStore, PollToChaos, StoreContents } from './chaos-store.ts';

/** The database itself, with an instance of its own for each history. */
export async function createDatabaseStore(db: Db, poll: PollToChaos): Promise<ChaosStore> {
  const toSave = aPollToSave('contacts', {
    definition: poll.definition,
    intervalMs: poll.intervalMs,
    startUs: poll.start,
    initialBeforeUs: poll.initialBefore,
  });
  const { instanceId } = await storePolledInstance(db, { url: undefined, polls: [toSave] });
  return {
    claim: async (now, leaseUntil) => {
      const of = { instanceId, resource: 'contacts', now, leaseUntil };
      const [claimed] = await claimInstancePolls(db, storeSealer, of);
      return claimed;
    },
    saveDefinition: (definition, now) =>
      savePolls(db, { instanceId, now, enabled: true, polls: [{ ...toSave, definition }] }),
    ensureCursor: (claimed, scope) => ensureCursor(db, claimed, scope),
    versionsSeen: (cursorId, recordIds) => versionsSeen(db, cursorId, recordIds),
    commitChanges: createCommitChanges(db),
    underPollLock: createPollLock(db),
    read: () => read(db, instanceId),
  };
}

async function read(db: Db, instanceId: number): Promise<StoreContents> {
  const events = await sql<StoreContents['events'][number]>`
    select e.event_id "eventId", e.record_id "recordId", e.type, e.date_us date, e.record, n.initial
    from events e join notifications n on n.id = e.notification_id
    where n.instance_id = ${instanceId} order by n.id, e.position`.execute(db);
  const cursors = await sql<CursorRow>`
    select ${cursorColumns} from cursors
    where poll_id = (select id from polls where instance_id = ${instanceId}) order by id`.execute(db);
  const versions = await sql<StoreContents['versions'][number]>`
    select record_id "recordId", version, revision from record_versions
    where cursor_id = any(${cursors.rows.map(({ id }) => id)}::bigint[]) order by record_id`.execute(db);
  return { events: events.rows, cursors: cursors.rows.map(toCursor), versions: versions.rows };
}
