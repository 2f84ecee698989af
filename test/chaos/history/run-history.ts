import { findLosses, type Findings } from '../oracle/find-losses.ts';
import { watchPolls } from '../oracle/watch-polls.ts';
import { createCollection, type Write } from '../world/collection.ts';
import type { Poller, World } from './poller.ts';
import type { History, Step } from './step.ts';
import { createTimeline } from './timeline.ts';

const second = 1_000_000;

/** Plays a history to a poller and answers what it missed and what it told too often. */
export async function runHistory(history: History, createPoller: (world: World) => Promise<Poller>): Promise<Findings> {
  const { profile, startUs, steps } = history;
  const timeline = createTimeline(Math.min(startUs, steps[0]?.at ?? startUs));
  const collection = createCollection(profile);
  const world: World = { history, profile, collection, timeline };
  for (const step of steps.filter(({ at }) => at < startUs)) play(world, undefined, step);
  await timeline.runUntil(startUs);
  const poller = watchPolls(world, await createPoller(world));
  for (const step of steps.filter(({ at }) => at >= startUs)) play(world, poller, step);
  await timeline.runUntil(steps.at(-1)?.at ?? startUs);
  await playEnd(world, poller);
  return findLosses(world, poller.record, { told: await poller.told(), ...poller.requests() });
}

function play(world: World, poller: Poller | undefined, step: Step): void {
  const { collection, timeline } = world;
  timeline.schedule(step.at, () => {
    if (step.kind === 'write') write(world, poller, step.write);
    else if (step.kind === 'setClock') collection.setClock(step.byUs, timeline.now());
    else if (step.kind === 'expire') collection.feedAge++;
    else if (step.kind === 'edit') timeline.start(async () => poller?.edit(step.pollDelaySeconds));
    else
      timeline.start(async () => {
        await poller?.poll({ seed: step.seed, mishap: step.mishap, calm: false });
      });
  });
}

/** Changes a record, and lets the webhooks of it arrive when they do. */
function write({ collection, timeline }: World, poller: Poller | undefined, change: Write): void {
  const now = timeline.now();
  const written = collection.apply(change, now);
  if (!written || !change.webhooks) return;
  const { afterUs, fetched, partial, datesDeletion } = change.webhooks;
  const deletedAt = datesDeletion ? now + collection.skewUs : undefined;
  for (const us of afterUs) {
    const arrival = { written, deletedAt, fetched, partial, seed: now + us };
    timeline.schedule(now + us, () => timeline.start(async () => poller?.receive?.(arrival)));
  }
}

/** No more changes and no more faults: within a few polls everything has to be told. */
async function playEnd({ history, profile, timeline }: World, poller: Poller): Promise<void> {
  const horizon = (profile.settleSeconds + 2 * 3_600) * second;
  const pauses = [600 * second, 600 * second, horizon, horizon, 60 * second];
  for (const [index, pause] of pauses.entries()) {
    const at = timeline.now() + pause;
    timeline.schedule(at, () =>
      timeline.start(async () => {
        await poller.poll({ seed: history.seed + index, mishap: undefined, calm: true });
      }),
    );
    await timeline.runUntil(at);
  }
  await timeline.runUntil(timeline.now() + 3_600 * second);
}
