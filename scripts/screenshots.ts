import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { systemClock } from '../src/lib/clock.ts';
import { openDatabase } from '../src/store/database.ts';
import { startCluster } from '../src/store/embedded/cluster.ts';
import { migrate } from '../src/store/migrate.ts';
import { consolePages, forEachSight, pageReady, type ConsolePage } from '../test/kit/console-pages.ts';
import { openFlow, type Flow } from '../test/kit/flow.ts';
import { launchChromium } from '../test/kit/launch-chromium.ts';
import { seedConsole, seededMs } from '../test/kit/seeded-console.ts';
import { serverEnvironment } from '../test/kit/server.ts';
import { ensureConsole } from './build-console.ts';

const usage = `Takes pictures of every page of the console, of a server with a day's history.

Usage: npm run screenshots -- [--out <directory>] [--page <name>] [--look light|dark|phone]

  --out    Where to; default: screenshots in the temporary directory. Pictures are called <page>-<look>.png.
  --page   Only this page; may be repeated. Names: see test/kit/console-pages.ts.
  --look   Only this look; may be repeated.
  --help   This text.
`;

const laptop = { width: 1280, height: 800 };
const looks = {
  light: { viewport: laptop, colorScheme: 'light' },
  dark: { viewport: laptop, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
} as const;
type Look = keyof typeof looks;

/** Of a page that is longer one sees the beginning. */
const tallestPx = 3_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(tmpdir(), 'screenshots') },
      page: { type: 'string', multiple: true, default: [] },
      look: { type: 'string', multiple: true, default: Object.keys(looks) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const wrong = values.look.find((look) => !(look in looks));
  if (wrong !== undefined) throw new Error(`--look ${wrong}; allowed: ${Object.keys(looks).join(', ')}`);
  const out = resolve(values.out);
  await mkdir(out, { recursive: true });
  await ensureConsole({ say: (text) => process.stdout.write(`${text}\n`) });
  await using open = new AsyncDisposableStack();
  const flow = await openSeeded(open);
  const all = consolePages(await seedConsole(flow));
  const unknown = values.page.find((name) => !all.some((page) => page.name === name));
  if (unknown !== undefined) throw new Error(`--page ${unknown}; there are ${all.map(({ name }) => name).join(', ')}`);
  const pages = values.page.length === 0 ? all : all.filter(({ name }) => values.page.includes(name));
  const browser = await launchChromium();
  open.defer(() => browser.close());
  for (const look of values.look as Look[])
    await takePictures(browser, { url: flow.server.app.url ?? '', pages, look, out });
}

/** A whole server on a database that is thrown away. */
async function openSeeded(open: AsyncDisposableStack): Promise<Flow> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-screenshots-'));
  open.defer(() => rm(directory, { recursive: true, force: true }));
  const cluster = await startCluster({ clock: systemClock, directory, settings: { fsync: 'off' } });
  open.defer(() => cluster.stop());
  const url = cluster.url('postgres');
  const db = openDatabase({ connectionString: url, poolSize: 5, onConnectionError: () => {} });
  await migrate(db);
  const database = { db, url, close: () => db.destroy() };
  const flow = await openFlow({ database, startMs: Date.now() - seededMs });
  open.defer(() => flow.close());
  return flow;
}

interface Pictures {
  url: string;
  pages: ConsolePage[];
  look: Look;
  out: string;
}

async function takePictures(browser: Browser, { url, pages, look, out }: Pictures): Promise<void> {
  const context = await browser.newContext({
    ...looks[look],
    deviceScaleFactor: look === 'phone' ? 2 : 1,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  for (const shown of pages.filter((one) => one.public)) await picture(page, { shown, look, out });
  const answer = await context.request.post(`${url}/elements/api-v2/authentication/session`, {
    headers: { 'x-tidings-console': '1' },
    data: { username: 'admin@localhost', password: serverEnvironment.TIDINGS_ADMIN_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
  for (const shown of pages.filter((one) => !one.public)) await picture(page, { shown, look, out });
  await context.close();
}

async function picture(
  page: Page,
  { shown, look, out }: { shown: ConsolePage; look: Look; out: string },
): Promise<void> {
  const take = async (name: string) => {
    const { width, height } = looks[look].viewport;
    // A window as high as the page: menus that are as high as the window would end in the middle of a longer picture.
    const full = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.setViewportSize({ width, height: Math.min(Math.max(height, full), tallestPx) });
    await pageReady(page);
    await page.screenshot({ path: join(out, `${name}-${look}.png`) });
    await page.setViewportSize({ width, height });
    process.stdout.write(`${name}-${look}\n`);
  };
  await forEachSight(page, shown, take).catch((error: unknown) => {
    process.stdout.write(`${shown.name}-${look}: ${String(error).split('\n')[0]}\n`);
    process.exitCode = 1;
  });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
