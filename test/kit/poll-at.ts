import { listParameterValues } from '../../src/hub/list-parameter-values.ts';
import { readPage } from '../../src/hub/read-page.ts';
import type { Egress } from '../../src/egress/egress.ts';
import type { Connector } from '../../src/model/connector.ts';
import type { PollDefinition } from '../../src/model/poll-definition.ts';
import type { PollReport } from '../../src/poll/poll-report.ts';
import { runPoll, type PollDeps } from '../../src/poll/run-poll.ts';
import { claimInstancePolls } from '../../src/store/claim-polls.ts';
import { createCommitChanges } from '../../src/store/commit-changes.ts';
import type { Db } from '../../src/store/database.ts';
import { ensureCursor } from '../../src/store/ensure-cursor.ts';
import { createPollLock } from '../../src/store/poll-lock.ts';
import type { PollToSave } from '../../src/store/save-polls.ts';
import { versionsSeen } from '../../src/store/versions-seen.ts';
import { hubDependencies } from './hub-dependencies.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';
import { aPollDefinition } from './poll-definition.ts';
import { aPollToSave, storePolledInstance } from './polled-instance.ts';
import { storeSealer } from './stored-instance.ts';

export interface PollAt {
  clock: JumpingClock;
  connector: Connector;
  instanceId: number;
  /** Polls once, whether due or not. */
  poll(): Promise<PollReport>;
  /** What is stored, in the order of storing, as `CREATED 42`. */
  events(): Promise<string[]>;
  /** Kinds of the notices so far. */
  notices(): Promise<string[]>;
}

export interface PollAtOptions {
  connector: Connector;
  definition?: Partial<PollDefinition>;
  poll?: Partial<PollToSave>;
  clock?: JumpingClock;
  /** Default: one with the clock of the system. */
  egress?: Egress;
}

/** A poll of one resource of a real HTTP server, by the real hub and engine, into a real database. */
export async function pollAt(db: Db, options: PollAtOptions): Promise<PollAt> {
  const { connector, clock = createJumpingClock(), poll = {} } = options;
  const definition = aPollDefinition({ resource: 'rows', url: '/hubs/general/rows', ...options.definition });
  const now = clock.now() * 1_000;
  const save = aPollToSave('rows', { definition, startUs: now, initialBeforeUs: now, ...poll });
  const { instanceId } = await storePolledInstance(db, { url: undefined, polls: [save] });
  const hub = { ...hubDependencies(), clock, ...(options.egress && { egress: options.egress }) };
  const deps: PollDeps = {
    clock,
    random: () => 0,
    serverTimezone: 'UTC',
    catalog: { find: () => Promise.resolve(connector) },
    readPage: (account, plan, position) => readPage(hub, account, plan, position),
    listParameterValues: (account, plan, onPage) => listParameterValues(hub, account, plan, onPage),
    ensureCursor: (claimed, scope) => ensureCursor(db, claimed, scope),
    versionsSeen: (cursorId, recordIds) => versionsSeen(db, cursorId, recordIds),
    commitChanges: createCommitChanges(db),
    underPollLock: createPollLock(db),
    pauseAfterFailures: 0,
    pauseFailingPolls: () => Promise.resolve(false),
  };
  return {
    clock,
    connector,
    instanceId,
    poll: async () => {
      const at = clock.now();
      const of = { instanceId, resource: 'rows', now: at, leaseUntil: at + 120_000 };
      const [claimed] = await claimInstancePolls(db, storeSealer, of);
      if (!claimed) throw new Error('the poll is claimed by another');
      return runPoll(deps, claimed, { explain: true });
    },
    events: async () => {
      const stored = db
        .selectFrom('events')
        .select(['type', 'record_id'])
        .orderBy('notification_id')
        .orderBy('position');
      return (await stored.execute()).map((row) => `${row.type} ${row.record_id}`);
    },
    notices: async () => {
      const stored = db.selectFrom('notices').select('kind').where('instance_id', '=', instanceId).orderBy('id');
      return (await stored.execute()).map((row) => row.kind);
    },
  };
}
