import { parseArgs } from 'node:util';
import { systemClock } from '../lib/clock.ts';
import { allOf } from './check/all-of.ts';
import { checkFolder } from './check/check-folder.ts';
import { openLaboratory } from './check/laboratory.ts';
import { count, printReport } from './check/print-report.ts';
import { UsageError } from './usage-error.ts';

export const connectorCheckUsage = `Usage: tidings connector check <folder…> [--json]

Checks the connectors in these folders: what they declare, what they do with each of their fixtures, and what they do
when the provider fails. Nothing is called but a server of this process, and nothing is kept.

  --json   the reports as JSON
`;

/** Enough to have something to do while others wait. */
const foldersAtATime = 3;

/** Answers the exit code: 0 when all connectors are right, 1 when one is not. */
export async function runConnectorCheck(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('Which folders? e.g. tidings connector check connectors/*');
  await using opened = new AsyncDisposableStack();
  const laboratory = await openLaboratory({ clock: systemClock }, opened);
  const reports = await allOf(foldersAtATime, positionals, (folder) => checkFolder(laboratory, folder));
  if (!values.json) for (const report of reports) process.stdout.write(`${printReport(report)}\n`);
  const failed = reports.filter(({ passed }) => !passed).length;
  if (values.json) process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
  else process.stdout.write(`${count(reports.length, 'connector')} checked, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
