import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { VersionSeen } from '../store/poll-commit.ts';
import { deletesPoll } from './deletes-scope.ts';
import { detectionRules, type DetectionWindow } from '../detect/detection-rules.ts';
import { judgePage } from '../detect/judge-page.ts';

/** A list of records and one of deletions, both read again and again over windows that overlap, each as late as it likes. */

const iso = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";
const stepMs = 10_000;
const at = (step: number): string => new Date(Date.UTC(2026, 0, 1) + step * stepMs).toISOString();
const instant = (step: number): number => Date.parse(at(step)) * 1000;

const definition = aPollDefinition({ updated: { field: 'updated', format: iso, timezone: 'UTC' } });
const deletes = { resource: 'gone', idField: 'rowId', dateField: 'deletedAt', dateFormat: iso, dateTimezone: 'UTC' };
const poll = { definition } as Parameters<typeof deletesPoll>[0];
const connector = { hub: 'general', resources: {} } as Parameters<typeof deletesPoll>[1];
const plain = { ignoredFields: [], feed: false };
const ofRecords = detectionRules(definition, { ...plain, deletedWhen: undefined });
const ofDeletions = detectionRules(deletesPoll(poll, connector, deletes).definition, {
  ...plain,
  deletedWhen: { field: 'rowId' },
  listsDeleted: true,
});

type Step =
  | { kind: 'edit' | 'delete' | 'restore' }
  /** How many steps late each of the lists is, and how long entries stay after a return. */
  | { kind: 'poll'; rowsLate: number; goneLate: number; staysFor: number };

interface World {
  /** Of the record at each step: the date that it shows, or undefined while it is deleted. */
  shown: (string | undefined)[];
  /** Steps at which it was deleted, and when that ended. */
  deletions: { from: number; until: number }[];
}

/** One record with everything that happened to it. */
function happened(steps: readonly Step[]): World {
  const world: World = { shown: [], deletions: [] };
  let shown: string | undefined = at(0);
  steps.forEach(({ kind }, index) => {
    const step = index + 1;
    if (kind === 'edit' && shown !== undefined) shown = at(step);
    if (kind === 'restore' && shown === undefined) {
      shown = at(step);
      (world.deletions.at(-1) as { until: number }).until = step;
    }
    if (kind === 'delete' && shown !== undefined) {
      shown = undefined;
      world.deletions.push({ from: step, until: Infinity });
    }
    world.shown[step] = shown;
  });
  return world;
}

interface Lateness {
  rowsLate: number;
  goneLate: number;
  staysFor: number;
}

interface Told {
  events: string[];
  /** Returns dated before a deletion that had been read by then. */
  falseReturns: string[];
}

async function told(steps: readonly Step[], world: World): Promise<Told> {
  const versions = new Map<string, VersionSeen>();
  const events: string[] = [];
  const falseReturns: string[] = [];
  let newestGone = '';
  const read = async (rules: typeof ofRecords, records: JsonRecord[], step: number) => {
    const window: DetectionWindow = {
      from: instant(0),
      scanStart: instant(step),
      watermark: instant(step - 1),
      overlapFrom: instant(0),
      settledAt: null,
      initialBefore: instant(0) - 1,
      baselineComplete: true,
      fromBeginning: false,
      settledTo: Infinity,
    };
    const judged = await judgePage(rules, window, records, {
      cursorId: 1,
      sweeps: 0,
      silentInitial: false,
      explain: false,
      versionsSeen: (ids) =>
        Promise.resolve(
          new Map(ids.flatMap((id) => (versions.has(id) ? [[id, versions.get(id) as VersionSeen]] : []))),
        ),
    });
    for (const version of judged.versions) versions.set(version.recordId, version);
    for (const { type, date } of judged.changes) {
      const shown = new Date((date ?? 0) / 1000).toISOString();
      events.push(`${type} ${shown}`);
      if (type === 'CREATED' && shown < newestGone) falseReturns.push(shown);
    }
  };
  const pollAt = async (step: number, { rowsLate, goneLate, staysFor }: Lateness) => {
    const updated = world.shown[Math.max(1, step - rowsLate)];
    await read(ofRecords, updated === undefined ? [] : [{ id: 7, updated }], step);
    const seenAt = step - goneLate;
    const gone = world.deletions.filter(({ from, until }) => from <= seenAt && seenAt < until + staysFor);
    newestGone = [newestGone, ...gone.map(({ from }) => at(from))].toSorted().at(-1) ?? '';
    await read(
      ofDeletions,
      gone.map(({ from }) => ({ rowId: 7, deletedAt: at(from) })),
      step,
    );
  };
  for (const [index, step] of steps.entries()) if (step.kind === 'poll') await pollAt(index + 1, step);
  // In the end all that happened shows, and old deletions still do.
  for (const _ of [1, 2, 3]) await pollAt(steps.length, { rowsLate: 0, goneLate: 0, staysFor: Infinity });
  return { events, falseReturns };
}

const late = fc.integer({ min: 0, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('edit' as const, 'delete' as const, 'restore' as const) }),
  fc.record({
    kind: fc.constant('poll' as const),
    rowsLate: late,
    goneLate: late,
    staysFor: fc.constantFrom(0, 2, 100),
  }),
);

test('each deletion is told once, none that was not, and a return once, however late the lists are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const world = happened(steps);
      const { events, falseReturns } = await told(steps, world);
      expect(falseReturns, 'no return that was not').toEqual([]);
      const deleted = events.filter((event) => event.startsWith('DELETED'));
      const real = world.deletions.map(({ from }) => `DELETED ${at(from)}`);
      expect(new Set(deleted).size, 'no deletion twice').toBe(deleted.length);
      expect(real, 'none that was not').toEqual(expect.arrayContaining(deleted));
      const created = events.filter((event) => event.startsWith('CREATED'));
      expect(new Set(created).size, 'no return twice').toBe(created.length);
      const isGone = world.shown[steps.length] === undefined;
      const tellsGone = events.at(-1)?.startsWith('DELETED') ?? false;
      expect(tellsGone, 'what was told last holds').toBe(isGone);
    }),
    { numRuns: 300 },
  );
});

test('a record that the list still shows after its deletion has not come back', async () => {
  const poll = { kind: 'poll', goneLate: 0, staysFor: 0 } as const;
  const steps: Step[] = [
    { kind: 'edit' },
    { ...poll, rowsLate: 0 },
    { kind: 'delete' },
    { ...poll, rowsLate: 2 },
    { ...poll, rowsLate: 3 },
    { ...poll, rowsLate: 0 },
    { kind: 'restore' },
    { ...poll, rowsLate: 0 },
  ];
  const { events } = await told(steps, happened(steps));
  expect(events.map((event) => event.split(' ')[0])).toEqual(['UPDATED', 'DELETED', 'CREATED']);
});

test('a return that was over before it showed is none', async () => {
  const poll = { kind: 'poll', goneLate: 0, staysFor: 0 } as const;
  const steps: Step[] = [
    { kind: 'edit' },
    { ...poll, rowsLate: 0 },
    { kind: 'delete' },
    { ...poll, rowsLate: 0 },
    { kind: 'restore' },
    { kind: 'delete' },
    { ...poll, rowsLate: 0 },
    { ...poll, rowsLate: 3 },
  ];
  const { events, falseReturns } = await told(steps, happened(steps));
  expect(falseReturns).toEqual([]);
  expect(events.map((event) => event.split(' ')[0])).toEqual(['UPDATED', 'DELETED']);
});
