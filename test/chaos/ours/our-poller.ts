import type { EgressRequest } from '../../../src/egress/egress.ts';
import { listParameterValues } from '../../../src/hub/list-parameter-values.ts';
import type { PagePosition } from '../../../src/hub/page-position.ts';
import { readPage } from '../../../src/hub/read-page.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Connector } from '../../../src/model/connector.ts';
import { Fault } from '../../../src/model/fault.ts';
import { runPoll, type PollDeps } from '../../../src/poll/run-poll.ts';
import { leaseMs } from '../../../src/poll/commit-page.ts';
import { createChance } from '../history/chance.ts';
import type { Poller, PollEnd, PollStep, Told, World } from '../history/poller.ts';
import type { ChaosStore, StoredEvent } from '../store/chaos-store.ts';
import { connectorOf, definitionOf, truthAbout, type Declaration } from '../world/connector.ts';
import { openDoor } from '../world/provider.ts';
import { hubOf } from './hub-of.ts';
import { createMishaps } from './mishaps.ts';
import { webhookReceiver } from './webhook-receiver.ts';

export interface OurOptions {
  createStore: (world: World) => Promise<ChaosStore>;
  /** Makes the declaration false. */
  declare?: (truth: Declaration, world: World) => Declaration;
  /** Takes a rule away from the poller, for one poll. */
  weaken?: (deps: PollDeps, world: World) => PollDeps;
}

/** The engine itself, with its hub, on a pretend provider. */
export const ourPoller =
  ({ createStore, declare, weaken }: OurOptions) =>
  async (world: World): Promise<Poller> => {
    const { profile, timeline } = world;
    const truth = truthAbout(profile);
    const connector = connectorOf(declare ? declare(truth, world) : truth);
    const store = await createStore(world);
    const told: Told[] = [];
    let requests = 0;
    let leastRequests = 0;
    let definition = definitionOf(profile);
    const now = () => Math.floor(timeline.now() / 1000);

    async function poll(step: PollStep): Promise<PollEnd | undefined> {
      const claimed = await store.claim(now(), now() + leaseMs);
      if (!claimed) return undefined;
      const { deps, signal, door } = dependencies({ world, connector, store }, step);
      const options = { explain: false, signal };
      const report = await runPoll(weaken ? weaken(deps, world) : deps, claimed, options).catch(lostClaim);
      requests += door.requests;
      leastRequests += door.leastRequests();
      if (!report) return undefined;
      const [cursor] = (await store.read()).cursors;
      return {
        completed: report.outcome === 'completed',
        completeUpTo: cursor?.completeUpTo,
        scanBegunAt: cursor?.scannedAt,
      };
    }

    return {
      poll,
      receive: webhookReceiver({ world, connector, store }),
      edit: (pollDelaySeconds) => {
        definition = { ...definition, pollDelaySeconds };
        return store.saveDefinition(definition, now());
      },
      told: async () => {
        const { events } = await store.read();
        told.push(...events.slice(told.length).map(toTold));
        return told;
      },
      requests: () => ({ requests, leastRequests }),
    };
  };

const toTold = ({ recordId, type, initial, record }: StoredEvent): Told => ({
  recordId,
  type,
  initial,
  record: JSON.parse(record) as Told['record'],
});

function lostClaim(error: unknown): undefined {
  if (!(error instanceof Fault) || error.code !== 'poll.superseded') throw error;
}

/** A poll of a change feed goes on where the last one ended. */
const beginsFeed = (position: PagePosition): boolean => position.kind === 'feed' && position.trail === undefined;

interface Parts {
  world: World;
  connector: Connector;
  store: ChaosStore;
}

/** What runPoll gets: each call may take its time, and each moment before and after may be the last. */
function dependencies({ world, connector, store }: Parts, { seed, mishap, calm }: PollStep) {
  const { profile, timeline } = world;
  const chance = createChance(seed);
  const { step, signal } = createMishaps({ timeline, chance, stepUs: profile.stepUs }, mishap);
  const clock: Clock = { now: () => Math.floor(timeline.now() / 1000), sleep: (ms) => timeline.sleep(ms * 1000) };
  const door = openDoor(world, { chance, calm });
  const between =
    <A extends unknown[], R>(work: (...input: A) => Promise<R>) =>
    async (...input: A): Promise<R> => {
      await step();
      const result = await work(...input);
      await step();
      return result;
    };
  const hub = hubOf(
    timeline,
    between((request: EgressRequest) => door.request(request)),
  );
  const deps: PollDeps = {
    clock,
    random: chance.random,
    pauseAfterFailures: 0,
    pauseFailingPolls: () => Promise.resolve(false),
    serverTimezone: 'UTC',
    catalog: { find: () => Promise.resolve(connector) },
    readPage: (account, plan, position) => {
      if (position === undefined || beginsFeed(position)) door.beginList();
      return readPage(hub, account, plan, position);
    },
    listParameterValues: (account, plan, onPage) => listParameterValues(hub, account, plan, onPage),
    ensureCursor: between((poll, scope) => store.ensureCursor(poll, scope)),
    versionsSeen: between((cursorId, recordIds) => store.versionsSeen(cursorId, recordIds)),
    commitChanges: between((commit) => store.commitChanges(commit)),
    underPollLock: async (held, work) => {
      await step();
      const result = await store.underPollLock(held, work);
      await step();
      return result;
    },
  };
  return { deps, signal, door };
}
