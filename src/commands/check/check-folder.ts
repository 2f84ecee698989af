import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readFolder } from '../../catalog/load-shipped.ts';
import { CatalogError } from '../../catalog/read-connector.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { allOf } from './all-of.ts';
import { checkPoll, type FixtureOutcome } from './check-poll.ts';
import { checkQueries, instanceOf } from './check-query.ts';
import { checkWebhook } from './check-webhook.ts';
import { checkWebhookCoverage } from './check-webhook-coverage.ts';
import { connectorSummary, type ConnectorSummary } from './connector-summary.ts';
import { checkDeclarations, doubtfulLines } from './declarations.ts';
import { checkDateFields } from './check-date-fields.ts';
import { checkSiblings } from './check-siblings.ts';
import { isPoll, readFixtures, type Fixture, type QueryFixture, type ReadFixture } from './fixture.ts';
import type { Laboratory } from './laboratory.ts';
import { readWebhookFixtures, type ReadWebhookFixture } from './webhook-fixture.ts';

/** What came of the check of one connector. */
export interface FolderReport {
  folder: string;
  passed: boolean;
  /** What is wrong, each with its place in front. */
  faults: string[];
  /** Undefined: connector.yaml cannot be read. */
  summary: ConnectorSummary | undefined;
  /** Lines of connector.yaml whose author was not certain. */
  doubtful: { line: number; text: string }[];
  fixtures: { name: string; kind: 'poll' | 'query' | 'webhook'; passed: boolean; faultsTried: number }[];
}

/** They wait for requests and for the database most of the time. */
const fixturesAtATime = 4;

/** Checks the connector in a folder: what it says, and what it does with each of its fixtures. */
export async function checkFolder(laboratory: Laboratory, folder: string): Promise<FolderReport> {
  const path = resolve(folder);
  const connector = await readFolder(dirname(path), basename(path));
  if (connector instanceof CatalogError)
    return { ...empty(folder), faults: connector.issues.map((issue) => issue.replace(`${path}/`, '')) };
  const yaml = await readFile(join(path, 'connector.yaml'), 'utf8');
  const readme = await readFile(join(path, 'README.md'), 'utf8').catch(() => undefined);
  const read = await readFixtures(path);
  const fixtures = read.filter(isReadable);
  const unreadable = read.filter((one) => !isReadable(one)).map(({ name }) => name);
  const written = parse(yaml, { merge: true }) as JsonValue;
  const outcomes = await checkFixtures(laboratory, connector, fixtures);
  const received = await readWebhookFixtures(path);
  const webhooks = await checkWebhooks(laboratory, connector, received);
  const faults = [
    ...checkDeclarations(connector, { written, readme, fixtures, unreadable }),
    ...checkDateFields(outcomes),
    ...(await checkSiblings(path, connector)),
    ...read.flatMap((one) => (isReadable(one) ? [] : one.faults.map((fault) => `fixtures/${one.name}.json: ${fault}`))),
    ...outcomes.flatMap(({ fixture, outcome }) =>
      outcome.faults.map((fault) => `fixtures/${fixture.name}.json: ${fault}`),
    ),
    ...checkWebhookCoverage(connector, received),
    ...webhooks.flatMap(({ name, outcome }) =>
      outcome.faults.map((fault) => `fixtures/webhooks/${name}.json: ${fault}`),
    ),
  ];
  return {
    folder,
    passed: faults.length === 0,
    faults,
    summary: connectorSummary(connector, fixtures),
    doubtful: doubtfulLines(yaml),
    fixtures: [
      ...outcomes.map(({ fixture: { name, content }, outcome }) =>
        checked(name, isPoll(content) ? 'poll' : 'query', outcome),
      ),
      ...webhooks.map(({ name, outcome }) => checked(`webhooks/${name}`, 'webhook', outcome)),
    ],
  };
}

const checked = (
  name: string,
  kind: FolderReport['fixtures'][number]['kind'],
  { faults, faultsTried }: FixtureOutcome,
) => ({ name, kind, passed: faults.length === 0, faultsTried });

/** One after the other: where all accounts share an address, a request would reach the instances of others too. */
async function checkWebhooks(
  laboratory: Laboratory,
  connector: Connector,
  fixtures: readonly ReadWebhookFixture[],
): Promise<{ name: string; outcome: FixtureOutcome }[]> {
  const outcomes: { name: string; outcome: FixtureOutcome }[] = [];
  for (const fixture of fixtures) {
    const outcome =
      'content' in fixture
        ? await checkWebhook(laboratory, connector, fixture.content)
        : { faults: fixture.faults, faultsTried: 0 };
    outcomes.push({ name: fixture.name, outcome });
  }
  return outcomes;
}

interface CheckedFixture {
  fixture: Fixture;
  outcome: FixtureOutcome;
}

/** Queries of the same instance are asked one after the other, everything else side by side. */
async function checkFixtures(
  laboratory: Laboratory,
  connector: Connector,
  fixtures: readonly Fixture[],
): Promise<CheckedFixture[]> {
  const groups = Map.groupBy(fixtures, ({ name, content }) => (isPoll(content) ? name : instanceOf(content)));
  const outcomes = await allOf(fixturesAtATime, [...groups.values()], async (group): Promise<CheckedFixture[]> => {
    const [first] = group as [Fixture];
    const { resource, content } = first;
    if (isPoll(content))
      return [{ fixture: first, outcome: await checkPoll(laboratory, connector, { resource, content }) }];
    const queries = group.map((fixture) => fixture.content) as [QueryFixture, ...QueryFixture[]];
    const answers = await checkQueries(laboratory, connector, queries);
    return group.map((fixture, index) => ({ fixture, outcome: answers[index] as FixtureOutcome }));
  });
  const byFixture = new Map(outcomes.flat().map((one) => [one.fixture, one]));
  return fixtures.map((fixture) => byFixture.get(fixture) as CheckedFixture);
}

const empty = (folder: string): FolderReport => ({
  folder,
  passed: false,
  faults: [],
  summary: undefined,
  doubtful: [],
  fixtures: [],
});

const isReadable = (read: ReadFixture): read is Fixture => 'content' in read;
