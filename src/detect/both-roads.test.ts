import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Change } from '../model/change.ts';
import type { VersionSeen } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { detectionRules, type DetectionWindow } from './detection-rules.ts';
import { judgePage } from './judge-page.ts';
import { judgeReceived, type ReceivedRecord } from './judge-received.ts';
import { lowerBound } from './window.ts';

const date = { format: "yyyy-MM-dd'T'HH:mm:ssX", timezone: 'UTC' };
const definition = aPollDefinition({ updated: { field: 'updated', ...date }, created: { field: 'created', ...date } });
const rules = detectionRules(definition, { ignoredFields: [], deletedWhen: undefined, feed: false });

const start = Date.UTC(2026, 0, 1) * 1_000;
const settleSeconds = 20;
const horizon = { settle: settleSeconds * microsPerSecond, overlap: settleSeconds * microsPerSecond };
const shown = (instant: Instant) => new Date(instant / 1_000).toISOString().replace('.000', '');

/** One state of a record. `n` counts all states of the world; `gone`: it was deleted. */
interface State {
  n: number;
  at: Instant;
  visibleAt: Instant;
  created: Instant;
  gone: boolean;
}

type Step =
  | { kind: 'edit'; id: string; lagSeconds: number }
  | { kind: 'remove'; id: string; lagSeconds: number }
  | { kind: 'wait'; seconds: number }
  | { kind: 'webhook'; pick: number; again: boolean }
  | { kind: 'fetch'; pick: number }
  | { kind: 'readPage' }
  | { kind: 'judgePage' };

const ids = ['a', 'b'];
const id = fc.constantFrom(...ids);
const lagSeconds = fc.constantFrom(0, 0, 3, settleSeconds - 5);
const pick = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), id, lagSeconds }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id, lagSeconds }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 2, 10, 40, 200) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('webhook' as const), pick, again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fetch' as const), pick }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'readPage' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'judgePage' as const }) },
);

/** A resource whose records change, a poll that reads it, and webhooks that are lost, late, doubled and out of order. */
class World {
  now = start + 100 * microsPerSecond;
  readonly told: (Change & { n: number })[] = [];
  private readonly states = new Map<string, State[]>();
  private readonly underWay: { id: string; state: State }[] = [];
  private readonly known = new Map<string, KnownVersion>();
  private page: { records: JsonRecord[]; window: DetectionWindow } | undefined;
  private watermark: Instant | undefined;
  private completeUpTo: Instant | undefined;
  private n = 0;

  async take(step: Step): Promise<void> {
    if (step.kind === 'wait') this.now += step.seconds * microsPerSecond;
    else if (step.kind === 'edit') this.edit(step.id, step.lagSeconds);
    else if (step.kind === 'remove') this.remove(step.id, step.lagSeconds);
    else if (step.kind === 'webhook') this.deliver(step);
    else if (step.kind === 'fetch') this.fetch(step.pick);
    else if (step.kind === 'readPage') this.page ??= { records: this.list(), window: this.window() };
    else await this.judge();
  }

  current = (id: string): State | undefined => this.states.get(id)?.at(-1);

  /** Reads and judges until nothing is hidden any more. */
  async settle(): Promise<void> {
    await this.judge();
    this.now += (settleSeconds + 1) * microsPerSecond;
    await this.take({ kind: 'readPage' });
    await this.judge();
  }

  private edit(id: string, lagSeconds: number): void {
    const before = this.current(id);
    // What comes back in the second of its deletion cannot be told from what was there before.
    if (before?.gone && this.now < before.at + 2 * microsPerSecond) return;
    const created = before && !before.gone ? before.created : this.now;
    this.add(id, { created, gone: false, lagSeconds });
  }

  private remove(id: string, lagSeconds: number): void {
    const before = this.current(id);
    if (!before || before.gone) return;
    this.add(id, { created: before.created, gone: true, lagSeconds });
  }

  private add(id: string, { lagSeconds, ...rest }: Pick<State, 'created' | 'gone'> & { lagSeconds: number }): void {
    const states = this.states.get(id) ?? [];
    const visibleAt = Math.max(this.now + lagSeconds * microsPerSecond, states.at(-1)?.visibleAt ?? 0);
    const state = { ...rest, n: ++this.n, at: this.now, visibleAt };
    this.states.set(id, [...states, state]);
    this.underWay.push({ id, state });
  }

  private record = (id: string, { n, at, created }: State): JsonRecord => ({
    id,
    n,
    updated: shown(at),
    created: shown(created),
  });

  private list = (): JsonRecord[] =>
    ids.flatMap((id) => {
      const state = this.states.get(id)?.findLast(({ visibleAt }) => visibleAt <= this.now);
      return state && !state.gone ? [this.record(id, state)] : [];
    });

  private window(): DetectionWindow {
    const cursor = {
      watermark: this.watermark,
      scannedAt: this.watermark,
      completeUpTo: this.completeUpTo,
      settledAt: this.watermark,
      clockSkew: 0,
      leastClockSkew: 0,
    };
    return {
      from: lowerBound({ cursor, start, pollDelaySeconds: 0, horizon, lane: 'settle' }),
      scanStart: this.now,
      watermark: this.watermark ?? null,
      overlapFrom: null,
      settledAt: null,
      initialBefore: start,
      baselineComplete: this.watermark !== undefined,
      fromBeginning: false,
      settledTo: this.now - horizon.settle,
    };
  }

  private async judge(): Promise<void> {
    if (!this.page) return;
    const { records, window } = this.page;
    this.page = undefined;
    const judged = await judgePage(rules, window, records, {
      cursorId: 1,
      sweeps: 0,
      silentInitial: false,
      explain: false,
      versionsSeen: () => Promise.resolve(new Map(this.known)),
    });
    judged.changes.forEach((change) => this.tell(change));
    judged.versions.forEach((seen) => this.remember(seen));
    this.watermark = window.scanStart;
    this.completeUpTo = window.scanStart - horizon.settle;
    const forgetBefore = this.completeUpTo - rules.granularity - 60 * microsPerSecond;
    for (const [id, { revision, date = Infinity }] of this.known)
      if (revision === 0 && date < forgetBefore) this.known.delete(id);
  }

  /** The webhook of the newest state of a record arrives. */
  deliverNewest(id: string): void {
    const newest = this.current(id);
    if (newest) this.said({ id, state: newest });
  }

  private deliver({ pick, again }: { pick: number; again: boolean }): void {
    const sent = this.underWay[pick % Math.max(1, this.underWay.length)];
    if (!sent) return;
    if (!again) this.underWay.splice(this.underWay.indexOf(sent), 1);
    this.said(sent);
  }

  private said({ id, state }: { id: string; state: State }): void {
    const created = state.created === state.at;
    // Not quite the form of the list.
    const record = { ...this.record(id, state), n: String(state.n), onlyInWebhooks: true };
    this.receive(
      id,
      state.gone ? { type: 'DELETED', date: state.at } : { type: created ? 'CREATED' : 'UPDATED', record },
    );
  }

  /** A webhook whose record is read when it has come. */
  private fetch(pick: number): void {
    const sent = this.underWay[pick % Math.max(1, this.underWay.length)];
    const state = sent && this.current(sent.id);
    if (!sent || !state || state.gone) return;
    this.receive(sent.id, { type: 'UPDATED', record: this.record(sent.id, state) });
  }

  private receive(id: string, said: { type: string; date?: Instant; record?: JsonRecord }): void {
    const item: ReceivedRecord = { recordId: id, element: { id }, date: undefined, record: undefined, ...said };
    const window = { ...this.window(), scanStart: Infinity, baselineComplete: true };
    const view = { rules, window, start, present: this.now, skew: 0, cursorId: 1, sweeps: 0, silentInitial: false };
    const verdict = judgeReceived(view, item, this.known.get(id));
    if (verdict.kind === 'tell') this.tell(verdict.change);
    if ('seen' in verdict) this.remember(verdict.seen);
  }

  private tell(change: Change): void {
    this.told.push({ ...change, n: Number(change.record['n'] ?? 0) });
  }

  private remember({ recordId, version, revision, date, record }: VersionSeen): void {
    this.known.set(recordId, { version, revision, date, ...(record !== undefined && { record }) });
  }
}

async function history(steps: Step[]): Promise<World> {
  const world = new World();
  for (const step of steps) await world.take(step);
  await world.settle();
  return world;
}

const eventsOf = (world: World, recordId: string) => world.told.filter((event) => event.recordId === recordId);

const histories = fc.array(step, { minLength: 4, maxLength: 40 });

test('whatever becomes of webhooks, no change is missed, told twice, or told after a later one', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      const world = await history(steps);
      for (const id of ids) {
        const events = eventsOf(world, id);
        const states = events.filter(({ type }) => type !== 'DELETED').map(({ n }) => n);
        expect(new Set(states).size).toBe(states.length);
        const dates = events.map(({ date = 0 }) => date);
        expect(dates).toEqual(dates.toSorted((a, b) => a - b));
        const current = world.current(id);
        const lastTold = current && !current.gone ? current.n : states.at(-1);
        expect(states.at(-1)).toBe(lastTold);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a deletion that a webhook tells is told once, and what was there before never comes back by it', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.array(step, { maxLength: 15 }), async (before, after) => {
      const world = new World();
      const removed: Step = { kind: 'remove', id: 'a', lagSeconds: 3 };
      for (const step of [...before, removed]) await world.take(step);
      fc.pre(world.current('a')?.gone === true);
      world.deliverNewest('a');
      for (const step of after) if (!('id' in step && step.id === 'a')) await world.take(step);
      await world.settle();
      const types = eventsOf(world, 'a').map(({ type }) => type);
      expect(types.at(-1)).toBe('DELETED');
      expect(types.join(' ')).not.toContain('DELETED DELETED');
    }),
    { numRuns: 500 },
  );
});
