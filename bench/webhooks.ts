import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSealer } from '../src/lib/sealer.ts';
import { webhookAddress, webhookSecret } from '../src/model/webhook-address.ts';
import { loadSecretKey } from '../src/secret-key.ts';
import { startBareForward } from './kit/bare-forward.ts';
import { percentile } from './kit/read-latencies.ts';
import { createInstance, startServer, type BenchServer } from './kit/start-server.ts';
import {
  startWebhookPeer,
  type Load,
  type LoadResult,
  type WebhookPeer,
  type WebhookTarget,
} from './kit/start-webhook-peer.ts';

const help = `How long does a webhook take to the callback URL, and how many go through in a second, beside a bare loop?

  npm run bench:webhooks -- [--seconds 20] [--count 4000] [--rounds 3]

  --seconds  how long webhooks come at 100 a second, for the latency
  --count    webhooks of a round at full speed
  --rounds   rounds at full speed, of which the median counts

Each webhook holds one record and is signed. It is stored before it is answered, becomes an event, and is delivered, signed,
to a callback URL. Measured by the clock of the process that sends webhooks and takes notifications. The bare loop receives,
verifies, answers and sends on in memory, in the same run.
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    count: { type: 'string', default: '4000' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const instances = 20;
const perSecond = 100;
const kinds = [
  ['note', 'known by webhooks alone'],
  ['thing', 'of a resource that is polled, too'],
] as const;

async function main(): Promise<void> {
  const [seconds, count, rounds] = [Number(values.seconds), Number(values.count), Number(values.rounds)];
  const peer = await startWebhookPeer();
  const directory = await mkdtemp(join(tmpdir(), 'tidings-webhooks-'));
  const server = await startServer(directory, 'api,worker');
  try {
    process.stdout.write(`${instances} instances, ${cpus().length} cores, Node ${process.version}\n\n`);
    const addresses = await makeInstances(server, peer, directory);
    for (const [kind, name] of kinds) {
      await measured(peer, { addresses, kind, count: 500, perSecond });
      const { latencies } = await measured(peer, { addresses, kind, count: perSecond * seconds, perSecond });
      const [p50, p99] = [50, 99].map((percent) => percentile(latencies, percent).toFixed(0));
      process.stdout.write(`${perSecond}/s, ${name}: webhook to callback p50 ${p50} ms, p99 ${p99} ms\n`);
    }
    for (const [kind, name] of kinds) await fullSpeed(peer, { addresses, kind, count }, { name, rounds });
  } finally {
    await server.app.close();
    peer.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function makeInstances(server: BenchServer, peer: WebhookPeer, directory: string): Promise<WebhookTarget[]> {
  const sealer = createSealer(await loadSecretKey(directory));
  const baseUrl = server.app.url ?? '';
  const addresses: WebhookTarget[] = [];
  for (let made = 0; made < instances; made++) {
    const instanceId = await createInstance(server, {
      baseUrl: peer.url,
      callbackUrl: peer.callbackUrl,
      pageSize: 100,
      enabled: true,
      configuration: { 'event.vendor.type': 'webhook' },
    });
    const url = webhookAddress(sealer, { baseUrl, connectorKey: 'bench', instanceId });
    addresses.push({ url, secret: webhookSecret(sealer, instanceId) });
  }
  return addresses;
}

/** Ours and the bare loop, one after the other; the round with the median ratio is shown. */
async function fullSpeed(
  peer: WebhookPeer,
  load: Load,
  { name, rounds }: { name: string; rounds: number },
): Promise<void> {
  const found: { ours: LoadResult; bare: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await bareRate(peer, load);
    const ours = await measured(peer, load);
    found.push({ ours, bare, ratio: load.count / ours.seconds / bare });
  }
  found.sort((a, b) => a.ratio - b.ratio);
  const median = found[Math.floor(rounds / 2)];
  if (!median) throw new Error(`--rounds is ${rounds}; allowed: a whole number from 1`);
  const { ours, bare, ratio } = median;
  const show = (rate: number) => Math.round(rate).toLocaleString('en');
  process.stdout.write(
    `full speed, ${name}: ${show(load.count / ours.seconds)} webhooks/s to the callback ` +
      `(${show(load.count / ours.sendingSeconds)}/s stored and answered)   bare loop ${show(bare)}/s   ratio ${ratio.toFixed(2)}\n`,
  );
}

async function bareRate(peer: WebhookPeer, { kind, count }: Load): Promise<number> {
  const secret = 'bench-secret';
  const bare = await startBareForward(secret, peer.callbackUrl);
  const { seconds } = await measured(peer, { addresses: [{ url: bare.url, secret }], kind, count });
  await bare.close();
  return count / seconds;
}

async function measured(peer: WebhookPeer, load: Load): Promise<LoadResult> {
  const result = await peer.send(load);
  if (result.refused > 0) throw new Error(`${result.refused} of ${load.count} webhooks were refused.`);
  return result;
}

if (values.help) process.stdout.write(help);
else await main();
