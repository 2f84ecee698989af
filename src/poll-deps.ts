import { listParameterValues } from './hub/list-parameter-values.ts';
import { readPage } from './hub/read-page.ts';
import { tellByHook } from './ingest/hook/tell-by-hook.ts';
import { type PollNowDeps } from './poll/poll-now.ts';
import { createWatchedPoll } from './runner/watched-poll.ts';
import { claimInstancePolls, readInstancePolls } from './store/claim-polls.ts';
import { createCommitChanges } from './store/commit-changes.ts';
import { ensureCursor } from './store/ensure-cursor.ts';
import { pauseFailingPolls } from './store/pause-failing-polls.ts';
import type { PollCommit } from './store/poll-commit.ts';
import { createPollLock } from './store/poll-lock.ts';
import { versionsSeen } from './store/versions-seen.ts';

import type { Parts } from './open-parts.ts';

/** What a poll is run with. */
export function pollDeps(parts: Parts, wakeDeliveries: () => void): PollNowDeps {
  const { config, clock, random, log, catalog, sealer, db, hub, telemetry } = parts;
  const commitChanges = createCommitChanges(db);
  const onCommitted = ({ notifications }: PollCommit) => {
    telemetry.eventsStored(notifications.flatMap(({ events }) => events.map(({ type }) => type)));
    if (notifications.length > 0) wakeDeliveries();
  };
  const poll: Omit<PollNowDeps, 'runPoll'> = {
    clock,
    random,
    catalog,
    serverTimezone: config.timezone,
    readPage: (account, plan, position) => readPage(hub, account, plan, position),
    listParameterValues: (account, plan, onPage) => listParameterValues(hub, account, plan, onPage),
    ensureCursor: (claimed, scope) => ensureCursor(db, claimed, scope),
    versionsSeen: (cursorId, recordIds) => versionsSeen(db, cursorId, recordIds),
    tellByHook: (found) => tellByHook(hub, found),
    commitChanges: async (commit) => {
      await commitChanges(commit);
      onCommitted(commit);
    },
    underPollLock: createPollLock(db, onCommitted),
    pauseAfterFailures: config.pauseAfterFailures,
    pauseFailingPolls: (polls) => pauseFailingPolls(db, polls),
    claimInstancePolls: (of) => claimInstancePolls(db, sealer, of),
    readInstancePolls: (of) => readInstancePolls(db, sealer, of),
  };
  return { ...poll, runPoll: createWatchedPoll({ clock, log, telemetry, poll }) };
}
