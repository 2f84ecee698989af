import { isDeepStrictEqual } from 'node:util';
import { parseHubUrl } from '../../hub/hub-query.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { accountOf, askHub } from './ask-hub.ts';
import type { FixtureOutcome } from './check-poll.ts';
import type { QueryFixture } from './fixture.ts';
import type { Laboratory } from './laboratory.ts';
import { openSession, SessionError, type PlaybackSession } from './playback-session.ts';

/** When nothing says otherwise. */
const byDefault = '2026-01-01T00:00:00Z';

/** The polls that a connector has by default may ask for entries that a query has no use for. */
const noPolls = { 'event.poller.configuration': {} };

/** As the answers are, so that a fixture shows what was read: an instance leaves null fields out by default. */
const keepNulls = { 'filter.response.nulls': 'false' };

/** Fixtures of the same instance: of one configuration at one moment. */
export const instanceOf = ({ configuration, now = byDefault }: QueryFixture): string =>
  JSON.stringify([now, configuration]);

/** Asks the hub what fixtures of the same instance ask, one after the other, and compares the records that come out. */
export async function checkQueries(
  laboratory: Laboratory,
  connector: Connector,
  fixtures: readonly [QueryFixture, ...QueryFixture[]],
): Promise<FixtureOutcome[]> {
  const [{ configuration, now = byDefault }] = fixtures;
  const told = { ...keepNulls, ...configuration };
  try {
    const session = await openSession(laboratory, { connector, told, nowMs: Date.parse(now), events: noPolls });
    try {
      const account = await accountOf(laboratory, session.trial, session.instanceId);
      const outcomes: FixtureOutcome[] = [];
      for (const fixture of fixtures) outcomes.push(outcomeOf(await asTold(session, account, fixture).catch(wordsOf)));
      return outcomes;
    } finally {
      await session.close();
    }
  } catch (error) {
    const words = wordsOf(error);
    return fixtures.map(() => outcomeOf(words));
  }
}

const outcomeOf = (faults: string[]): FixtureOutcome => ({ faults, faultsTried: 0 });

function wordsOf(error: unknown): string[] {
  if (error instanceof SessionError || error instanceof Fault) return [error.message];
  throw error;
}

async function asTold(
  session: PlaybackSession,
  account: ProviderAccount,
  { exchanges, query, records }: QueryFixture,
): Promise<string[]> {
  const played = session.play({ exchanges, order: 'asTold' });
  const goesOn = () => played.unasked().length > 0;
  const read = await askHub(session.trial.hub, account, parseHubUrl(query), goesOn).catch(faultOf);
  const wrong = played.faults();
  if (wrong.length > 0) return wrong;
  if (read instanceof Fault) return [`the query ended as ${read.code}: ${read.message}`];
  const unasked = played.unasked().map((index) => `exchange ${index + 1} was not asked for`);
  return [...unasked, ...compareRecords(Array.isArray(records) ? records : [records], read)];
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}

const mostShown = 400;

function compareRecords(expected: readonly JsonRecord[], read: readonly JsonRecord[]): string[] {
  const count = expected.length === read.length ? [] : [`${expected.length} records told, ${read.length} read`];
  const differing = expected.flatMap((record, index) => {
    const found = read[index];
    return found === undefined || isDeepStrictEqual(found, record) ? [] : [differenceOf(index, record, found)];
  });
  return [...count, ...differing];
}

function differenceOf(index: number, told: JsonRecord, read: JsonRecord): string {
  const names = new Set([...Object.keys(told), ...Object.keys(read)]);
  const lines = [...names]
    .filter((name) => !isDeepStrictEqual(told[name], read[name]))
    .map((name) => `  ${name}: ${excerpt(told[name])} told, ${excerpt(read[name])} read`);
  return [`record ${index + 1} is another than told`, ...lines].join('\n');
}

const excerpt = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, mostShown);
