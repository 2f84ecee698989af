import { readPath } from '../lib/field-path.ts';
import type { JsonValue } from '../lib/json.ts';
import type { Random } from '../lib/random.ts';
import { someTimeAfter } from '../lib/some-time-after.ts';
import type {
  Amount,
  AnswerSource,
  RateLimitRules,
  RemainingRules,
  ThrottleSign,
} from '../model/connector-rate-limit.ts';
import type { QuotaHold } from '../model/provider-quota.ts';
import type { AnswerFacts } from './answer-facts.ts';
import { boundedWait, providerNow, toldUntil } from './told-until.ts';

export interface RateSignals {
  /** The answer means: wait. `retryAt` is another moment for everybody who is told to wait until `untilMs`. */
  throttled: { untilMs: number; retryAt: number } | undefined;
  /** Until when the account sends nothing; 0: it may go on. Holds for throttled answers too. */
  hold: QuotaHold;
  /** What the request cost, where the answer tells. */
  cost: number | undefined;
}

/** What an answer means for the quota of its account. However far ahead it says, nobody waits longer than a day. */
export function rateSignals(
  rules: RateLimitRules,
  answer: AnswerFacts,
  { now, random }: { now: number; random: Random },
): RateSignals {
  const left = holdOf(rules, answer, now);
  const cost = rules.cost.told && numberOf(answer, rules.cost.told);
  const told = { cost: cost === undefined ? undefined : Math.min(Math.max(0, cost), highestCost) };
  if (!rules.throttledWhen.some((sign) => means(sign, answer))) return { throttled: undefined, hold: left, ...told };
  const asked = askedUntil(rules, answer, now);
  const otherwise = left.untilMs > now ? left.untilMs : now + rules.wait.otherwiseSeconds * 1000;
  const untilMs = boundedWait(asked ?? otherwise, now);
  const hold = { untilMs: Math.max(untilMs, left.untilMs), backgroundUntilMs: left.backgroundUntilMs };
  return { throttled: { untilMs, retryAt: someTimeAfter(hold.untilMs, { now, random }) }, hold, ...told };
}

/** No request of a sane provider costs more; a number beyond it is one that was misread. */
const highestCost = 1_000_000;

function means({ status, header, body }: ThrottleSign, answer: AnswerFacts): boolean {
  if (answer.status !== status) return false;
  if (header) {
    const value = answer.headers[header.name.toLowerCase()];
    if (value === undefined || (header.equals !== undefined && value.trim() !== header.equals)) return false;
  }
  if (!body) return true;
  const value = body.path === '' ? answer.text().trim() : textOf(valueAt(answer, body.path));
  if (value === undefined) return false;
  return body.contains === undefined ? value === body.equals : value.includes(body.contains);
}

function askedUntil({ wait }: RateLimitRules, answer: AnswerFacts, now: number): number | undefined {
  for (const { unit, ...source } of wait.told) {
    const until = toldUntil(toldText(answer, source), unit, { now, date: answer.headers['date'] });
    if (until !== undefined) return until;
  }
  return undefined;
}

function holdOf(rules: RateLimitRules, answer: AnswerFacts, now: number): QuotaHold {
  const hold = { untilMs: 0, backgroundUntilMs: 0 };
  for (const reading of rules.remaining) {
    const { left, limit } = levels(reading, answer);
    if (left === undefined) continue;
    const backgroundFloor = reading.backgroundFloor ?? (limit === undefined ? 2 * reading.floor : limit / 2);
    const until = (floor: number) => (left > floor ? 0 : resetAt({ rules, reading, answer, now }, floor + 1 - left));
    hold.untilMs = Math.max(hold.untilMs, until(reading.floor));
    hold.backgroundUntilMs = Math.max(hold.backgroundUntilMs, until(Math.max(backgroundFloor, reading.floor)));
  }
  return hold;
}

function levels(reading: RemainingRules, answer: AnswerFacts): { left: number | undefined; limit: number | undefined } {
  const { left, used, usedOfLimit } = reading;
  const limit = reading.limit === undefined ? undefined : amountOf(answer, reading.limit);
  if (left) return { left: numberOf(answer, left), limit };
  if (used) {
    const spent = numberOf(answer, used);
    return { left: spent === undefined || limit === undefined ? undefined : limit - spent, limit };
  }
  const pair = /(?<!\d)(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)/.exec(
    (usedOfLimit && toldText(answer, usedOfLimit)) ?? '',
  );
  return pair ? { left: Number(pair[2]) - Number(pair[1]), limit: Number(pair[2]) } : { left: undefined, limit };
}

interface Reading {
  rules: RateLimitRules;
  reading: RemainingRules;
  answer: AnswerFacts;
  now: number;
}

/** When `missing` more will be there. */
function resetAt({ rules, reading, answer, now }: Reading, missing: number): number {
  const otherwise = now + rules.wait.otherwiseSeconds * 1000;
  const date = answer.headers['date'];
  const { reset } = reading;
  if (!reset) return boundedWait(otherwise, now);
  if ('unit' in reset) {
    const { unit, ...source } = reset;
    return boundedWait(toldUntil(toldText(answer, source), unit, { now, date }) ?? otherwise, now);
  }
  if ('everySeconds' in reset) {
    const everyMs = reset.everySeconds * 1000;
    const theirs = providerNow(date, now);
    return boundedWait(now + (Math.floor(theirs / everyMs) + 1) * everyMs - theirs, now);
  }
  const perSecond = amountOf(answer, reset.restoredPerSecond);
  return boundedWait(perSecond === undefined || perSecond === 0 ? otherwise : now + (missing / perSecond) * 1000, now);
}

const amountOf = (answer: AnswerFacts, amount: Amount): number | undefined =>
  typeof amount === 'number' ? amount : numberOf(answer, amount);

/** A number, which some follow by parameters (`12;w=60`). */
function numberOf(answer: AnswerFacts, source: AnswerSource): number | undefined {
  const found = /^\s*(-?\d+(?:\.\d+)?)\s*(?:;.*)?$/.exec(toldText(answer, source) ?? '');
  return found ? Number(found[1]) : undefined;
}

const toldText = (answer: AnswerFacts, source: AnswerSource): string | undefined =>
  'header' in source ? answer.headers[source.header.toLowerCase()] : textOf(valueAt(answer, source.body));

function valueAt(answer: AnswerFacts, path: string): JsonValue | undefined {
  const json = answer.json();
  return json === undefined ? undefined : readPath(json, path);
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
