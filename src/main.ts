#!/usr/bin/env node
import { startApp, type App } from './app.ts';
import { ConfigError, readConfig, settings } from './config.ts';
import { systemClock } from './lib/clock.ts';
import { createLog } from './lib/log.ts';
import { systemRandom } from './lib/random.ts';

const usage = `Tidings: signed change events from any REST API.

Usage: tidings [--help]

Starts the server. It is set up by environment variables:

${settings.map(({ name, description, byDefault }) => `  ${name}${byDefault ? ` (${byDefault})` : ''}\n      ${description}`).join('\n')}
`;

async function main(): Promise<void> {
  const [argument] = process.argv.slice(2);
  if (argument === '--help' || argument === '-h') return void process.stdout.write(usage);
  if (argument !== undefined) throw new ConfigError(`There is no option ${argument}. --help shows what there is.`);
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await startApp({ config, clock: systemClock, random: systemRandom, log });
  greet(app, config.publicUrl);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping: finishing what is in flight');
      // Whatever could not be ended in its time must not keep the process.
      void app.close().finally(() => {
        log.info('stopped');
        process.exit();
      });
    });
  }
}

/** The secrets that this start made are shown here, once, and nowhere else. */
function greet({ url, probesUrl, firstOrganization }: App, publicUrl: string | undefined): void {
  const { email, generated } = firstOrganization;
  const lines = [
    url === undefined
      ? `Tidings is running (worker only; /healthz, /readyz and /metrics at ${probesUrl})`
      : `Tidings is running at ${publicUrl ?? url}/elements/api-v2`,
    ...(generated.password === undefined ? [] : [`Admin:               ${email}, password ${generated.password}`]),
    ...(generated.userSecret === undefined ? [] : [`User secret:         ${generated.userSecret}`]),
    ...(generated.organizationSecret === undefined ? [] : [`Organization secret: ${generated.organizationSecret}`]),
    ...(Object.keys(generated).length === 0 ? [] : ['These are shown once. Keep them.']),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
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
  return code === undefined ? error.message : `${error.message} (${code})`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  if (process.env['TIDINGS_LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
