import { startApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/log.ts';
import { systemRandom } from '../lib/random.ts';
import { UsageError } from './usage-error.ts';

/** Starts the server, which ends with the first SIGINT or SIGTERM. Answers 0 once it runs. */
export async function runServe(argv: string[], environment: Record<string, string | undefined>): Promise<number> {
  if (argv[0] !== undefined) throw new UsageError(`There is no option ${argv[0]}. --help shows what there is.`);
  const config = readConfig(environment);
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
  return 0;
}

/** The secrets that this start made are shown here, once, and nowhere else. */
function greet({ url, probesUrl, firstOrganization }: App, publicUrl: string | undefined): void {
  const { email, generated } = firstOrganization;
  const lines = [
    url === undefined
      ? `Tidings is running (worker only; /healthz, /readyz and /metrics at ${probesUrl})`
      : `Tidings is running at ${publicUrl ?? url}/elements/api-v2`,
    ...(url === undefined ? [] : [`Console:             ${publicUrl ?? url}/`]),
    ...(generated.password === undefined ? [] : [`Admin:               ${email}, password ${generated.password}`]),
    ...(generated.userSecret === undefined ? [] : [`User secret:         ${generated.userSecret}`]),
    ...(generated.organizationSecret === undefined ? [] : [`Organization secret: ${generated.organizationSecret}`]),
    ...(Object.keys(generated).length === 0 ? [] : ['These are shown once. Keep them.']),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
