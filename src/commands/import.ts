import { parseArgs } from 'node:util';
import { Fault } from '../model/fault.ts';
import { importElement } from './transfer/import-element.ts';
import { importInstance, type InstanceImportOptions } from './transfer/import-instance.ts';
import { printOutcome, printSummary, type ImportOutcome } from './transfer/import-outcome.ts';
import { openClient, printOut } from './transfer/open-client.ts';
import { readExport, type ExportItem } from './transfer/read-export.ts';
import { Refusal, serverOptions, serverOptionsUsage } from './transfer/server-client.ts';
import { UsageError } from './usage-error.ts';

export const importUsage = `Usage: tidings import <file or folder>… [--dry-run] [--update] [--with-incomplete]

Brings connectors and instances to a running server: exported element JSON, arrays of it, folders as tidings export
writes them, and export folders whose elements have their hooks in files of their own. Each thing is one request, so that
none is half made. What of a connector does not run as it is written is listed with the reason. The exit code is 1 when
something failed, or when an instance was not made because it is incomplete.

  --dry-run                        only reads the files; no server is called
  --update                         changes what is there already
  --with-incomplete                tries instances whose secrets are missing, too
${serverOptionsUsage}
`;

/** Answers the exit code: 1 when something failed or is incomplete. Throws where it is not said what to do. */
export async function runImport(
  argv: string[],
  environment: Record<string, string | undefined>,
  print = printOut,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: {
      ...serverOptions,
      'dry-run': { type: 'boolean', default: false },
      update: { type: 'boolean', default: false },
      'with-incomplete': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('Which file or folder? e.g. tidings import ./backup');
  await using opened = new AsyncDisposableStack();
  const options: InstanceImportOptions = {
    client: values['dry-run'] ? undefined : openClient(values, environment, opened),
    update: values.update,
    brought: new Map(),
    withIncomplete: values['with-incomplete'],
    matched: new Set(),
  };
  const items = (await Promise.all(positionals.map(readExport))).flat();
  const outcomes: ImportOutcome[] = [];
  for (const item of inOrder(items)) {
    const { stops = false, ...outcome } = await importItem(options, item);
    outcomes.push(outcome);
    print(printOutcome(outcome));
    if (stops) break;
  }
  print(printSummary(outcomes, items.length));
  return outcomes.some(({ state }) => state === 'failed' || state === 'incomplete') ? 1 : 0;
}

/** Instances need their connectors. */
const inOrder = (items: readonly ExportItem[]): ExportItem[] =>
  items.toSorted((a, b) => Number(a.kind === 'instance') - Number(b.kind === 'instance'));

/** `stops`: everything else would fail in the same way. */
type ItemOutcome = ImportOutcome & { stops?: boolean };

async function importItem(options: InstanceImportOptions, item: ExportItem): Promise<ItemOutcome> {
  const { file } = item;
  try {
    switch (item.kind) {
      case 'element':
        return await importElement(options, item);
      case 'instance':
        return await importInstance(options, item);
      case 'other':
        return { file, state: 'left out', what: 'neither a connector nor an instance' };
      case 'unreadable':
        return { file, state: 'failed', what: 'unreadable', detail: item.reason };
    }
  } catch (error) {
    return { file, state: 'failed', what: nameOf(item), detail: reasonOf(error), stops: isOfAll(error) };
  }
}

function nameOf(item: ExportItem): string {
  const thing = item.kind === 'element' ? item.element : item.kind === 'instance' ? item.instance : {};
  const name = thing['key'] ?? thing['name'];
  return `${item.kind === 'element' ? 'connector' : item.kind} ${typeof name === 'string' ? name : 'without a name'}`;
}

const isUnreachable = (error: unknown): error is Fault =>
  error instanceof Fault && error.code === 'provider.unreachable';

const isOfAll = (error: unknown): boolean => isUnreachable(error) || (error instanceof Refusal && error.isOfCaller);

/** The server, not a provider, is what was called. */
function reasonOf(error: unknown): string {
  if (isUnreachable(error)) return `the server cannot be reached (${error.message})`;
  return error instanceof Error ? error.message : String(error);
}
