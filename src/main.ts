#!/usr/bin/env node
import { findCommand } from './commands/find-command.ts';

async function main(): Promise<void> {
  const found = findCommand(process.argv.slice(2));
  if ('help' in found) return void process.stdout.write(found.help);
  const { command, rest, wantsUsage } = found;
  if (wantsUsage) return void process.stdout.write(await command.usage());
  process.exitCode = await command.run(rest, process.env);
}

/** What an operator can do something about is said in a line that names the setting. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as Error & { code?: string; address?: string; port?: number };
  if (code === 'EADDRINUSE') return `TIDINGS_PORT: ${port} on ${address} is in use by another program.`;
  if (code === 'EACCES' && port !== undefined) return `TIDINGS_PORT: ${port} may not be opened by this user.`;
  if (code === 'EADDRNOTAVAIL') return `TIDINGS_HOST: ${address} is not an address of this machine.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `TIDINGS_HOST or DATABASE_URL: ${error.message}.`;
  if (code === 'ECONNREFUSED') return `DATABASE_URL: the database does not answer (${error.message}).`;
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${error.message}. --help shows what there is.`;
  return code === undefined ? error.message : `${error.message} (${code})`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  if (process.env['TIDINGS_LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
