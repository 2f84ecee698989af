import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { barePages, barePosts, closeBareLoop } from './kit/bare-loop.ts';
import { startPeer, type Peer } from './kit/start-peer.ts';
import { createInstance, startServer, type BenchServer } from './kit/start-server.ts';

/**
 * How fast is the pipeline, against a bare loop that does the same HTTP work in the same run?
 *
 *   node bench/pipeline.ts
 */
const instances = 20;
const scanned = 20_000;
const changed = 2_000;
const rounds = 3;
const pageSize = 100;

interface Figure {
  question: string;
  unit: string;
  ours: number;
  bare: number;
}

async function main(): Promise<void> {
  const peer = await startPeer();
  const directory = await mkdtemp(join(tmpdir(), 'tidings-bench-'));
  try {
    process.stdout.write(
      `${instances} instances, pages of ${pageSize}, ${cpus().length} cores, Node ${process.version}\n\n`,
    );
    const api = await startServer(directory, 'api');
    print(await median(() => scanNothingNew(api, peer)));
    print(await median(() => storeChanges(api, peer)));
    await api.app.close();
    print(await deliverStored(directory, peer));
    const whole = await startServer(directory, 'api,worker');
    print(await median(() => pollToCallback(whole, peer)));
    await whole.app.close();
  } finally {
    peer.close();
    await closeBareLoop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A full scan in which every record is older than the window. */
async function scanNothingNew(server: BenchServer, peer: Peer): Promise<Figure> {
  const baseUrl = `${peer.url}/${nowSeconds() - 86_400}/${scanned}`;
  const ids = await createInstances(server, baseUrl, `${peer.url}/events`);
  await Promise.all(ids.map(() => barePages(baseUrl, scanned, pageSize)));
  const bare = clock();
  await Promise.all(ids.map(() => barePages(baseUrl, scanned, pageSize)));
  const bareSeconds = bare();
  const ours = clock();
  await Promise.all(ids.map((id) => server.call('POST', `/instances/${id}/polls`, {})));
  const records = instances * scanned;
  return { question: 'scan, nothing changed', unit: 'records', ours: records / ours(), bare: records / bareSeconds };
}

/** Every record is new: from the provider's pages to stored events. */
async function storeChanges(server: BenchServer, peer: Peer): Promise<Figure> {
  const baseUrl = `${peer.url}/${nowSeconds() + 60}/${changed}`;
  const ids = await createInstances(server, baseUrl, `${peer.url}/events`);
  await Promise.all(ids.map(() => barePages(baseUrl, changed, pageSize)));
  const bare = clock();
  await Promise.all(ids.map(() => barePages(baseUrl, changed, pageSize)));
  const bareSeconds = bare();
  const ours = clock();
  await Promise.all(ids.map((id) => server.call('POST', `/instances/${id}/polls`, {})));
  const records = instances * changed;
  return {
    question: 'provider to stored events',
    unit: 'changes',
    ours: records / ours(),
    bare: records / bareSeconds,
  };
}

/** What `storeChanges` left: a worker is started and sends all of it. */
async function deliverStored(directory: string, peer: Peer): Promise<Figure> {
  const count = (rounds * instances * changed) / 10;
  const bare = await bareDelivery(peer, count);
  const before = await peer.received();
  const seconds = clock();
  const worker = await startServer(directory, 'worker');
  await until(async () => (await peer.received()) - before >= count);
  const ours = count / seconds();
  await worker.app.close();
  return { question: 'deliver what is stored', unit: 'notifications', ours, bare };
}

/** The whole way: pages are read, changes decided, stored, signed and sent. */
async function pollToCallback(server: BenchServer, peer: Peer): Promise<Figure> {
  const baseUrl = `${peer.url}/${nowSeconds() + 60}/${changed}`;
  const ids = await createInstances(server, baseUrl, `${peer.url}/events`, false);
  const bareSeconds = clock();
  await Promise.all(ids.map(() => bareForward(baseUrl, `${peer.url}/events`)));
  const bare = (instances * changed) / bareSeconds();
  const before = await peer.received();
  const seconds = clock();
  const enable = { configuration: { 'event.notification.enabled': true } };
  await Promise.all(ids.map((id) => server.call('PATCH', `/instances/${id}`, enable)));
  await until(async () => (await peer.received()) - before >= (instances * changed) / 10);
  return { question: 'provider to callback', unit: 'changes', ours: (instances * changed) / seconds(), bare };
}

/** In memory: fetch a page, post it ten by ten, signed, eight at a time. */
async function bareForward(baseUrl: string, callbackUrl: string): Promise<void> {
  for (const page of await barePages(baseUrl, changed, pageSize)) {
    const bodies = Array.from({ length: Math.ceil(page.length / 10) }, (_, index) =>
      JSON.stringify({ message: { raw: { things: page.slice(index * 10, index * 10 + 10) } } }),
    );
    await barePosts(callbackUrl, bodies, 8);
  }
}

async function createInstances(
  server: BenchServer,
  baseUrl: string,
  callbackUrl: string,
  enabled = true,
): Promise<number[]> {
  const ids: number[] = [];
  for (let made = 0; made < instances; made++)
    ids.push(await createInstance(server, { baseUrl, callbackUrl, pageSize, enabled }));
  return ids;
}

/** The same number of signed POSTs of bodies of the same size. */
async function bareDelivery(peer: Peer, count: number): Promise<number> {
  const [page = []] = await barePages(`${peer.url}/${nowSeconds()}/${pageSize}`, pageSize, pageSize);
  const body = JSON.stringify({ message: { raw: { things: page.slice(0, 10) }, events: page.slice(0, 10) } });
  const bare = clock();
  await barePosts(
    `${peer.url}/events`,
    Array.from({ length: count }, () => body),
    64,
  );
  return count / bare();
}

/** The run with the median ratio of three. */
async function median(run: () => Promise<Figure>): Promise<Figure> {
  const figures: Figure[] = [];
  for (let round = 0; round < rounds; round++) figures.push(await run());
  figures.sort((a, b) => a.ours / a.bare - b.ours / b.bare);
  return figures[Math.floor(rounds / 2)] as Figure;
}

function print({ question, unit, ours, bare }: Figure): void {
  const [fast, loop] = [ours, bare].map((figure) => Math.round(figure).toLocaleString('en'));
  const ratio = (ours / bare).toFixed(2);
  process.stdout.write(`${question.padEnd(28)} ${fast} ${unit}/s   bare loop ${loop}/s   ratio ${ratio}\n`);
}

/** Seconds since it was made. */
function clock(): () => number {
  const begun = performance.now();
  return () => (performance.now() - begun) / 1000;
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

await main();
