import type { Write } from '../world/collection.ts';
import { drawProfile } from '../world/draw-profile.ts';
import type { Profile } from '../world/profile.ts';
import { createChance, type Chance } from './chance.ts';
import type { History, Mishap, Step } from './step.ts';

const ms = 1_000;
const second = 1_000 * ms;
const minute = 60 * second;
const hour = 60 * minute;

/** The history of a seed: the same provider, the same changes and polls at the same times. */
export function drawHistory(seed: number): History {
  const chance = createChance(seed);
  const profile = drawProfile(chance);
  const startUs = startOf(chance, profile);
  const before = Array.from({ length: chance.between(0, 6) }, (): Step => {
    const at = startUs - chance.between(1, 3_000 * minute);
    return { at, kind: 'write', write: { ...drawWrite(chance, profile, 'create'), lateUs: 0 } };
  });
  const steps = [...before.sort((a, b) => a.at - b.at), ...drawSteps(chance, profile, startUs)];
  return { seed, profile, startUs, steps };
}

/** Not long before clocks are changed, where they are. */
function startOf(chance: Chance, { zone }: Profile): number {
  const about = zone.change ? zone.change.at - hour : Date.UTC(2026, 5, 10, 21, 30) * ms;
  return about + chance.between(-hour, hour);
}

function drawSteps(chance: Chance, profile: Profile, startUs: number): Step[] {
  const count = chance.between(40, 50);
  const pace = chance.pick([second, 20 * second, 2 * minute, 10 * minute] as const);
  const traits = drawTraits(chance, profile);
  const steps: Step[] = [];
  let at = startUs;
  for (let number = 0; number < count; number++) {
    at += drawGap(chance, pace);
    steps.push(drawStep(chance, { profile, traits, at }));
  }
  return steps;
}

/** What a history has besides ordinary changes and polls. */
interface Traits {
  mishaps: number;
  clockIsSet: boolean;
  late: number;
  tooLate: number;
  oddDates: number;
  otherDates: number;
}

const drawTraits = (chance: Chance, { dates, dateHeader, paging }: Profile): Traits => ({
  mishaps: chance.pick([0, 0.1, 0.3] as const),
  clockIsSet: dateHeader && chance.happens(0.15),
  late: chance.pick([0, 0, 0.2, 0.5] as const),
  tooLate: chance.pick([0, 0, 0, 0.05] as const),
  oddDates: mayLackDates(dates) && paging !== 'keyset' ? chance.pick([0, 0, 0, 0.2] as const) : 0,
  otherDates: chance.pick([0, 0, 0.15] as const),
});

const mayLackDates = (dates: Profile['dates']) => dates === 'both' || dates === 'updatedOnly';

/** Often nothing at all, or next to nothing: things happen in the same tick, and while a poll is under way. */
function drawGap(chance: Chance, pace: number): number {
  const size = chance.pick([0, 1, ms, 100 * ms, second, pace, pace, 3 * pace] as const);
  return chance.between(Math.ceil(size / 2), size);
}

function drawStep(chance: Chance, { profile, traits, at }: { profile: Profile; traits: Traits; at: number }): Step {
  const roll = chance.random();
  if (roll < 0.27) return { at, kind: 'poll', seed: chance.seed(), ...drawMishap(chance, traits) };
  if (roll < 0.29 && traits.clockIsSet) {
    return { at, kind: 'setClock', byUs: chance.between(-40, 40) * minute + chance.between(0, 999_999) };
  }
  if (roll < 0.3 && profile.paging === 'feed') return { at, kind: 'expire' };
  if (roll < 0.31) return { at, kind: 'edit', pollDelaySeconds: chance.pick([0, 60, 300] as const) };
  return { at, kind: 'write', write: drawOddWrite(chance, profile, traits) };
}

function drawMishap(chance: Chance, { mishaps }: Traits): { mishap?: Mishap } {
  if (!chance.happens(mishaps)) return {};
  const kind = chance.pick(['crash', 'crash', 'stop', 'stall'] as const);
  return {
    mishap: { kind, atStep: chance.between(1, chance.pick([8, 40] as const)), us: chance.between(100, 400) * second },
  };
}

function drawOddWrite(chance: Chance, profile: Profile, traits: Traits): Write {
  const write = drawWrite(chance, profile, undefined);
  const settleUs = profile.settleSeconds * second;
  if (chance.happens(traits.late)) write.lateUs = chance.between(0, settleUs);
  if (chance.happens(traits.tooLate)) write.lateUs = settleUs + chance.between(second, hour);
  if (chance.happens(traits.otherDates)) write.datedUs = drawOtherDate(chance, settleUs - write.lateUs);
  if (chance.happens(traits.oddDates)) write.oddDate = drawOddDate(chance, profile, write.kind);
  return write;
}

/** An edit may leave a date that nobody can read, but no provider takes away the date of an edit where it tells two. */
const drawOddDate = (chance: Chance, { dates }: Profile, kind: Write['kind']): Write['oddDate'] =>
  kind === 'create' || dates === 'updatedOnly'
    ? chance.pick(['null', 'absent', 'zero', 'garbage'] as const)
    : 'garbage';

const drawOtherDate = (chance: Chance, backUs: number): number =>
  chance.pick([
    chance.between(0, 2 * hour),
    chance.between(0, 48 * hour),
    -chance.between(0, Math.max(backUs, 0)),
    -2 * hour,
  ]);

function drawWrite(chance: Chance, { dates }: Profile, kind: Write['kind'] | undefined): Write {
  const kinds = [
    'create',
    'create',
    'create',
    'update',
    'update',
    'update',
    'update',
    'touch',
    'revert',
    'delete',
  ] as const;
  const drawn = kind ?? chance.pick(chance.happens(0.05) && dates !== 'none' ? ['quietUpdate'] : kinds);
  return { kind: drawn, which: chance.between(0, 999), lateUs: 0, datedUs: 0, oddDate: undefined };
}
