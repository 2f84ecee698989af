import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { checkDates, dateFieldsRead, type DateFieldRead } from './check-dates.ts';
import type { PollFixture } from './fixture.ts';
import type { Laboratory } from './laboratory.ts';
import { laterPolls } from './later-polls.ts';
import { SessionError, type PlaybackSession } from './playback-session.ts';
import { playedFaults } from './played-faults.ts';
import { pollTrial, type PollTrial } from './poll-trial.ts';
import { rowOfPolls, type Row, type Strike } from './row-of-polls.ts';

export interface FixtureOutcome {
  /** What is wrong, readable as it stands; empty: nothing. */
  faults: string[];
  /** How many faults of the provider were tried. */
  faultsTried: number;
  /** The date fields of a poll that went as told. */
  dateFields?: DateFieldRead[];
}

/** Polls what a fixture tells, as it is told and with each fault that its provider could have. */
export async function checkPoll(
  laboratory: Laboratory,
  connector: Connector,
  fixture: { resource: string; content: PollFixture },
): Promise<FixtureOutcome> {
  const trial = pollTrial(laboratory, connector, fixture);
  if (typeof trial === 'string') return { faults: [trial], faultsTried: 0 };
  try {
    const strikes = strikesOf(trial);
    const tried = { faultsTried: strikes.length + 1 };
    const together = await inRows(trial, strikes);
    if (together.length === 0) {
      const { pages, resource } = trial;
      return { faults: checkDates(pages, resource.polling.order), dateFields: dateFieldsRead(pages), ...tried };
    }
    const asTold = await trial.withInstance((session) => rowOfPolls(trial, session, { strikes: [], order: 'asTold' }));
    if (asTold.length > 0) return { faults: asTold, faultsTried: 0 };
    const alone = await eachAlone(trial, strikes);
    return { faults: alone.length > 0 ? alone : together, ...tried };
  } catch (error) {
    if (error instanceof SessionError || error instanceof Fault) return { faults: [error.message], faultsTried: 0 };
    throw error;
  }
}

/** Each fault strikes the first answer and the last one. Those that a poll survives come last: they end a row of polls. */
function strikesOf({ connector, fixture, resource }: PollTrial): Strike[] {
  const last = fixture.exchanges.length - 1;
  const faults = playedFaults(connector, resource);
  const places = last === 0 ? [0] : [0, last];
  const strikes = places.flatMap((at) =>
    faults.filter(({ laterOnly = false }) => at > 0 || !laterOnly).map((fault) => ({ fault, at })),
  );
  return strikes.toSorted((a, b) => Number(a.fault.mayComplete) - Number(b.fault.mayComplete));
}

/**
 * All of it with as few instances as can be, since making one costs as much as many polls. Where there is but one exchange,
 * faults leave nothing behind, so that the poll after them still goes as told.
 */
async function inRows(trial: PollTrial, strikes: readonly Strike[]): Promise<string[]> {
  const single = trial.fixture.exchanges.length === 1;
  const asTold = strikes.filter(({ fault, at }) => at === 0 && (single || fault.mayComplete));
  const alone = strikes.filter(({ fault }) => fault.laterOnly);
  const others = strikes.filter((strike) => !asTold.includes(strike) && !alone.includes(strike));
  const rows = [...(others.length > 0 ? [others] : []), ...alone.map((strike) => [strike])];
  const faults = await trial.withInstance((session) => thenLater(trial, session, asTold));
  for (const row of rows)
    faults.push(
      ...(await trial.withInstance((session) => rowOfPolls(trial, session, { strikes: row, order: 'anyOrder' }))),
    );
  return faults;
}

/** So that the one is named that something is due to. */
async function eachAlone(trial: PollTrial, strikes: readonly Strike[]): Promise<string[]> {
  const rows = strikes.map((strike): Row => ({ strikes: [strike], order: 'anyOrder' }));
  const faults: string[] = [];
  for (const row of rows) faults.push(...(await trial.withInstance((session) => rowOfPolls(trial, session, row))));
  const later = await trial.withInstance((session) => thenLater(trial, session, []));
  return [...faults, ...later];
}

async function thenLater(trial: PollTrial, session: PlaybackSession, strikes: readonly Strike[]): Promise<string[]> {
  const faults = await rowOfPolls(trial, session, { strikes, order: 'asTold' });
  return faults.length > 0 ? faults : laterPolls(trial, session);
}
