import type { ClaimedPoll } from '../store/claim-polls.ts';
import { newCursor } from '../store/cursor.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import type { Explain } from '../model/explain.ts';
import { Fault } from '../model/fault.ts';
import { afterFault } from './after-fault.ts';
import { newPollReport, type PollReport } from './poll-report.ts';
import { scanAll, type PollDeps } from './run-poll.ts';

/** What a poll would do now, without writing anything: no event, no cursor, no claim. */
export async function dryRun(deps: PollDeps, poll: ClaimedPoll, options: { explain: Explain }): Promise<PollReport> {
  const report = { ...newPollReport(poll.definition.resource), dryRun: true };
  const dry = withoutWriting(deps);
  // Nothing is written that a webhook could come between.
  const unlocked = { ...poll, received: false };
  try {
    for await (const scanned of scanAll(dry, unlocked, { report, options })) void scanned;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    report.outcome = afterFault(poll, error, { now: deps.clock.now(), random: deps.random }).outcome;
    report.fault = { code: error.code, message: error.message };
  }
  return report;
}

/** What would be committed is remembered for the length of the run, so that a record told twice is told once. */
function withoutWriting(deps: PollDeps): PollDeps {
  const memory = new Map<string, KnownVersion>();
  const keyOf = (cursorId: number, recordId: string) => `${cursorId}\n${recordId}`;
  let unsaved = 0;
  return {
    ...deps,
    commitChanges: ({ versions }) => {
      for (const seen of versions) memory.set(keyOf(seen.cursorId, seen.recordId), seen);
      return Promise.resolve();
    },
    versionsSeen: async (cursorId, recordIds) => {
      const known = await deps.versionsSeen(cursorId, recordIds);
      for (const recordId of recordIds) {
        const remembered = memory.get(keyOf(cursorId, recordId));
        if (remembered) known.set(recordId, remembered);
      }
      return known;
    },
    ensureCursor: (poll, scope) =>
      Promise.resolve(poll.cursors.find((cursor) => cursor.scope === scope) ?? newCursor(--unsaved, scope)),
  };
}
