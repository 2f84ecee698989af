import { parseArgs } from 'node:util';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemRandom } from '../../src/lib/random.ts';

/** The server as a process of its own, with the connectors of a test: `node serve-catalogue-child.ts <directory>`. */
const { positionals } = parseArgs({ allowPositionals: true });
const [catalogDirectory] = positionals;
if (catalogDirectory === undefined) throw new Error('Which directory of connectors?');
const config = readConfig(process.env);
const log = createLog(config.logLevel);
const app = await startApp({ config, clock: systemClock, random: systemRandom, log, catalogDirectory });
process.once('SIGTERM', () => void app.close().finally(() => process.exit()));
process.stdout.write(`Tidings is running at ${app.url}/elements/api-v2\n`);
