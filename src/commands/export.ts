import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JsonRecord, JsonValue } from '../lib/json.ts';
import { openClient, printOut } from './transfer/open-client.ts';
import { portableInstance } from './transfer/portable-instance.ts';
import { printJson } from './transfer/print-json.ts';
import { allOf, expectAnswer, serverOptions, serverOptionsUsage, type ServerClient } from './transfer/server-client.ts';
import { UsageError } from './usage-error.ts';

export const exportUsage = `Usage: tidings export <folder> [--key <key>]… [--shipped]

Writes what an organisation has on a running server into files: its connectors to elements/<key>.json, its instances,
without secrets and tokens, to instances/<name>.json. What must be added before an instance can be made elsewhere stands
in its "needs".

  --key <key>                      only this connector and its instances; may be given several times
  --shipped                        also the connectors that come with the server
${serverOptionsUsage}
`;

/** Answers the exit code. Throws where the server does not answer or refuses. */
export async function runExport(
  argv: string[],
  environment: Record<string, string | undefined>,
  print = printOut,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: {
      ...serverOptions,
      key: { type: 'string', multiple: true },
      shipped: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1)
    throw new UsageError('Into which folder? e.g. tidings export ./backup');
  await using opened = new AsyncDisposableStack();
  const client = openClient(values, environment, opened);
  const keys = values.key && new Set(values.key);
  const elements = await exportElements(client, folder, { keys, shipped: values.shipped });
  const instances = await exportInstances(client, folder, keys);
  print(`${elements} connectors and ${instances} instances written to ${folder}\n`);
  return 0;
}

interface Wanted {
  keys: ReadonlySet<string> | undefined;
  shipped: boolean;
}

async function exportElements(client: ServerClient, folder: string, { keys, shipped }: Wanted): Promise<number> {
  const all = await allOf(client, '/elements');
  const known = new Set(all.map(({ key }) => key));
  const unknown = [...(keys ?? [])].find((key) => !known.has(key));
  if (unknown !== undefined) throw new UsageError(`--key: there is no connector ${unknown} on ${client.url}`);
  const wanted = all.filter((one) => (shipped || one['private'] === true) && (keys?.has(one['key'] as string) ?? true));
  await mkdir(join(folder, 'elements'), { recursive: true });
  const taken = new Set<string>();
  for (const { key } of wanted) {
    const document = await expectAnswer(client, 'GET', `/elements/${encodeURIComponent(key as string)}/export`);
    const file = `${freeName(fileName(key as string), taken)}.json`;
    await writeFile(join(folder, 'elements', file), printJson(document as JsonValue));
  }
  return wanted.length;
}

async function exportInstances(
  client: ServerClient,
  folder: string,
  keys: ReadonlySet<string> | undefined,
): Promise<number> {
  const all = (await allOf(client, '/instances')).map(portableInstance);
  const wanted = all.filter(({ element }) => keys?.has(element.key) ?? true);
  await mkdir(join(folder, 'instances'), { recursive: true });
  const taken = new Set<string>();
  for (const instance of wanted) {
    const file = `${freeName(fileName(instance.name), taken)}.json`;
    await writeFile(join(folder, 'instances', file), printJson(instance as unknown as JsonRecord));
  }
  return wanted.length;
}

/** What every file system takes. */
const fileName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(0, 80)
    .replaceAll(/^[-.]+|[-.]+$/g, '') || 'unnamed';

/** Some file systems do not tell upper case from lower case. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}-${number}`;
  taken.add(name.toLowerCase());
  return name;
}
