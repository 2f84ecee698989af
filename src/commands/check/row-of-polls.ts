import type { PollReport } from '../../poll/poll-report.ts';
import { compareEvents } from './compare-events.ts';
import type { PlaybackSession } from './playback-session.ts';
import type { PlayedFault } from './played-faults.ts';
import { playFixture, type PollTrial } from './poll-trial.ts';

export interface Strike {
  fault: PlayedFault;
  /** The exchange that it strikes. */
  at: number;
}

export interface Row {
  strikes: readonly Strike[];
  /** Whether the last poll makes all requests of the fixture in their order: none before it has got to an answer. */
  order: 'asTold' | 'anyOrder';
}

/**
 * Polls that meet one fault each; those that a poll survives come last. Together, and with one after them that meets none
 * unless the last was complete, they must tell the events of the fixture, once. Answers what is wrong.
 */
export async function rowOfPolls(trial: PollTrial, session: PlaybackSession, row: Row): Promise<string[]> {
  const used = new Set<number>();
  let completed = false;
  for (const strike of row.strikes) {
    const { faults, outcome } = await pollWith(trial, session, { strike, used, order: row.order });
    if (faults.length > 0) return faults.map((line) => `${nameOf(strike)}: ${line}`);
    completed = outcome === 'completed';
  }
  const lines = completed ? await compareStored(trial, session) : await lastPoll(trial, session, { used, ...row });
  const after = row.strikes.length === 0 ? '' : `after ${row.strikes.map(nameOf).join(', ')}: `;
  return lines.map((line) => `${after}${line}`);
}

const nameOf = ({ fault, at }: Strike): string => `${fault.name} (exchange ${at + 1})`;

interface PollOfRow {
  /** Exchanges that polls before were answered: a scan goes on where it broke off. */
  used: Set<number>;
  order: Row['order'];
}

async function pollWith(
  trial: PollTrial,
  session: PlaybackSession,
  { strike: { fault, at }, used, order: orderOfLast }: PollOfRow & { strike: Strike },
): Promise<{ faults: string[]; outcome: PollReport['outcome'] }> {
  const heldBefore = session.egress.holds.length;
  const order = fault.mayComplete ? orderOfLast : 'anyOrder';
  const strike = { at, answer: fault.answer };
  const played = playFixture(trial, session, { order, used, strike });
  const report = await session.trial.poll(session.instanceId, trial.resourceName);
  const wrong = played.struck() ? wrongOutcome(fault, report) : ['the exchange was not asked for'];
  const unheld = fault.holds === true && session.egress.holds.length === heldBefore;
  const faults = [...played.faults(), ...(wrong ?? (unheld ? ['nothing tells how long to wait'] : []))];
  return { faults, outcome: report.outcome };
}

async function lastPoll(
  trial: PollTrial,
  session: PlaybackSession,
  { used, order, strikes }: PollOfRow & Row,
): Promise<string[]> {
  const played = playFixture(trial, session, { order, used });
  const report = await session.trial.poll(session.instanceId, trial.resourceName);
  if (played.faults().length > 0) return played.faults();
  if (report.outcome !== 'completed')
    return [`the ${strikes.length === 0 ? '' : 'next '}poll ended as ${endOf(report)}`];
  const unasked = order === 'asTold' ? played.unasked().map((index) => `exchange ${index + 1} was not asked for`) : [];
  return [...unasked, ...(await compareStored(trial, session))];
}

export const compareStored = async (
  { fixture }: PollTrial,
  { trial, instanceId }: PlaybackSession,
): Promise<string[]> => compareEvents(fixture.events, await trial.events(instanceId));

/** Undefined: the poll ended as it must with this fault. */
export function wrongOutcome(fault: PlayedFault, report: PollReport): [string] | undefined {
  const expected = fault.codes.join(' or ') || 'that it goes on';
  if (report.outcome === 'completed')
    return fault.mayComplete ? undefined : [`the poll did not notice it; expected ${expected}`];
  const isExpected = fault.codes.some((code) => code === report.fault?.code);
  return isExpected ? undefined : [`the poll ended as ${endOf(report)}; expected ${expected}`];
}

export const endOf = ({ outcome, fault }: PollReport): string =>
  fault === undefined ? outcome : `${outcome}: ${fault.code}: ${fault.message}`;
