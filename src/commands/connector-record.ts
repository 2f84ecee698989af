import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFolder } from '../catalog/load-shipped.ts';
import { CatalogError } from '../catalog/read-connector.ts';
import { createEgress } from '../egress/egress.ts';
import { systemClock } from '../lib/clock.ts';
import { isRecord, parseJson, type JsonRecord } from '../lib/json.ts';
import { systemRandom } from '../lib/random.ts';
import { openLaboratory } from './check/laboratory.ts';
import { count } from './check/print-report.ts';
import { recordFixture, type Recording } from './record/record-fixture.ts';
import type { Replaced } from './record/scrub.ts';
import { UsageError } from './usage-error.ts';

export const connectorRecordUsage = `Usage: tidings connector record <folder> (--resource <name> | --query <hub URL>) [options]

Reads a live account once, as a poll or a hub query does, and writes what was said as a fixture: without secrets, and with
made-up persons in the place of real ones. Read the file before you pass it on.

  --resource <name>        what is polled, by the connector's default poller configuration
  --query <hub URL>        a hub query instead, e.g. "/hubs/crm/contacts?where=status='open'"
  --configuration <file>   JSON: the configuration of an instance of the account; its "providerData", if any, is what the
                           redirect of the provider brought
  --env <entry>=<NAME>     takes an entry of the configuration from an environment variable; may be given many times
  --since <date>           from when a poll tells, e.g. 2026-01-31T08:00:00Z. Default: a day ago
  --pages <number>         requests at most (10)
  --name <name>            of the fixture; its first part is the resource. Default: <resource>.recorded
  --allow-network <CIDR>   a network that may be called although it is loopback or private; may be given many times
`;

const options = {
  resource: { type: 'string' },
  query: { type: 'string' },
  configuration: { type: 'string' },
  env: { type: 'string', multiple: true, default: [] as string[] },
  since: { type: 'string' },
  pages: { type: 'string', default: '10' },
  name: { type: 'string' },
  'allow-network': { type: 'string', multiple: true, default: [] as string[] },
} as const;

type Environment = Record<string, string | undefined>;

const dayMs = 86_400_000;

const wholeSeconds = (ms: number): number => ms - (ms % 1000);

/** Answers the exit code. Throws where it is not said what to record, and the fault of a reading that failed. */
export async function runConnectorRecord(
  argv: string[],
  environment: Environment,
  print = (text: string): void => void process.stdout.write(text),
): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new UsageError('Which folder? e.g. connectors/shop');
  const path = resolve(folder);
  const connector = await readFolder(dirname(path), basename(path));
  if (connector instanceof CatalogError) throw connector;
  const read = readOf(values);
  const account = await accountConfiguration(values.configuration, values.env, environment);
  const mostRequests = wholeNumber('--pages', values.pages);
  const name = values.name ?? `${'poll' in read ? read.poll : resourceOfQuery(read.query)}.recorded`;
  await using opened = new AsyncDisposableStack();
  const laboratory = await openLaboratory({ clock: systemClock }, opened);
  const allowNetworks = values['allow-network'];
  const egress = createEgress({ clock: systemClock, random: systemRandom, allowNetworks });
  opened.defer(() => egress.close());
  const recorded = await recordFixture(laboratory, egress, { connector, ...account, read, mostRequests });
  const file = join(path, 'fixtures', `${name}.json`);
  await mkdir(dirname(file), { recursive: true });
  // Nobody's fixture is lost to a second recording.
  await writeFile(file, `${JSON.stringify(recorded.fixture, undefined, 2)}\n`, { flag: 'wx' });
  print(`${file}: ${count(recorded.requests, 'request')} recorded\n${printReplaced(recorded.replaced)}`);
  print('Read it before you pass it on: what is personal in free text cannot be recognised.\n');
  return 0;
}

interface Wanted {
  resource?: string | undefined;
  query?: string | undefined;
  since?: string | undefined;
}

function readOf({ resource, query, since }: Wanted): Recording['read'] {
  if ((resource === undefined) === (query === undefined))
    throw new UsageError('Either --resource or --query says what to read.');
  if (query !== undefined) return { query };
  const sinceMs = since === undefined ? wholeSeconds(systemClock.now() - dayMs) : Date.parse(since);
  if (Number.isNaN(sinceMs))
    throw new UsageError(`--since: found ${JSON.stringify(since)}, allowed: a date such as 2026-01-31T08:00:00Z`);
  return { poll: resource ?? '', sinceMs };
}

async function accountConfiguration(
  file: string | undefined,
  variables: readonly string[],
  environment: Environment,
): Promise<{ configuration: Record<string, string>; providerData?: JsonRecord }> {
  const read = file === undefined ? {} : parseJson(await readFile(file, 'utf8'));
  if (!isRecord(read)) throw new UsageError(`${file}: an object with the entries of the configuration is expected.`);
  const { providerData, ...entries } = read;
  const wrong = Object.entries(entries).find(([, value]) => isRecord(value) || Array.isArray(value) || value === null);
  if (wrong)
    throw new UsageError(`${file}: ${wrong[0]}: found ${JSON.stringify(wrong[1])}, allowed: a text, number or boolean`);
  const told = Object.entries(entries).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const configuration = Object.fromEntries([...told, ...variables.map((one) => fromEnvironment(one, environment))]);
  return { configuration, ...(isRecord(providerData) && { providerData }) };
}

function fromEnvironment(assignment: string, environment: Environment): [string, string] {
  const [, key, name] = /^([^=]+)=(\w+)$/.exec(assignment) ?? [];
  if (key === undefined || name === undefined)
    throw new UsageError(
      `--env: found ${JSON.stringify(assignment)}, allowed: an entry and a variable, e.g. api.key=SHOP_KEY`,
    );
  const value = environment[name];
  if (value === undefined || value === '')
    throw new UsageError(`--env ${assignment}: the variable ${name} is not set.`);
  return [key, value];
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`${option}: found ${JSON.stringify(text)}, allowed: a whole number from 1 to 9999`);
}

const resourceOfQuery = (query: string): string =>
  query
    .split('?')[0]
    ?.split('/')
    .filter((part) => part !== '')[2] ?? 'query';

function printReplaced(replaced: readonly Replaced[]): string {
  if (replaced.length === 0) return 'Nothing in it looked secret or personal.\n';
  const groups = [...Map.groupBy(replaced, ({ kind }) => kind)];
  return groups
    .map(
      ([kind, group]) =>
        `  ${kind}: ${group.length} replaced by ${group.map(({ replacement }) => replacement).join(', ')}\n`,
    )
    .join('');
}
