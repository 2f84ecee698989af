import type { HubDependencies } from '../../../src/hub/call-provider.ts';
import { instantFromMs } from '../../../src/lib/instant.ts';
import { Fault } from '../../../src/model/fault.ts';
import { createChance } from '../history/chance.ts';
import type { Poller, PollEnd, PollStep, Told, World } from '../history/poller.ts';
import { createMishaps } from '../ours/mishaps.ts';
import { openDoor } from '../world/provider.ts';
import type { CursorRule, Memory } from './cursor-rule.ts';
import { createReader } from './read-records.ts';

/**
 * A poller of another rule, with everything else as good as ours: the same reader of pages, one poll at a time, and nothing
 * told before a scan is complete.
 */
export const rivalPoller =
  (rule: CursorRule) =>
  (world: World): Promise<Poller> => {
    const { profile, history, timeline } = world;
    const reader = createReader(world, rule.pages);
    const told: Told[] = [];
    const start = profile.definition.start === 'now' ? history.startUs : 0;
    let memory: Memory = { last: start, seen: undefined };
    let busy = false;
    let requests = 0;

    async function poll({ seed, mishap, calm }: PollStep): Promise<PollEnd | undefined> {
      if (busy) return undefined;
      busy = true;
      const chance = createChance(seed);
      const { step } = createMishaps(
        { timeline, chance, stepUs: profile.stepUs, onDeath: () => (busy = false) },
        mishap,
      );
      const door = openDoor(world, { chance, calm });
      const request: HubDependencies['egress']['request'] = async (message) => {
        requests++;
        await step();
        return door.request(message);
      };
      const completed = await scan(request, step).catch(providerFault);
      busy = false;
      return { completed, completeUpTo: undefined, scanBegunAt: undefined };
    }

    async function scan(request: HubDependencies['egress']['request'], step: () => Promise<void>): Promise<boolean> {
      const ourNow = instantFromMs(Math.floor(timeline.now() / 1000));
      const read = await reader.read(request, rule.since(memory));
      const news = read.filter((record) => rule.tells(memory, record));
      for (const { recordId, record } of news) told.push({ recordId, type: undefined, initial: false, record });
      await step();
      memory = rule.after(memory, { read, ourNow });
      return true;
    }

    return Promise.resolve({
      poll,
      edit: () => Promise.resolve(),
      told: () => Promise.resolve(told),
      requests: () => ({ requests, leastRequests: requests }),
    });
  };

function providerFault(error: unknown): boolean {
  if (error instanceof Fault) return false;
  throw error;
}
