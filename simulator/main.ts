import { parseArgs } from 'node:util';
import { startSimulator } from './start-simulator.ts';

const help = `Pretend SaaS providers with faults on command.

  node simulator/main.ts [--port 9999] [--host 127.0.0.1] [--url http://name:9999]

  --port   where to listen; default 9999, 0 for any free port
  --host   default 127.0.0.1
  --url    the address that clients use, when it is another one
  --help   this text

GET /_control tells each provider's addresses and credentials; docs/reference/simulator.md tells the rest.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9999' },
      host: { type: 'string', default: '127.0.0.1' },
      url: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`--port is ${values.port}; allowed: 0 to 65535`);
  const { url, host } = values;
  const simulator = await startSimulator({ port, host, ...(url !== undefined && { url }) });
  process.stdout.write(`Simulator at ${simulator.url}; see ${simulator.url}/_control\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  process.exitCode = 1;
}
