import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const consoleFolder = join(root, 'console');
const built = join(consoleFolder, 'dist');
/** Says which sources the build was made of. */
const stampFile = '.made-of';

/**
 * Builds the console into console/dist, unless what is there was made of these very sources. Others never see half a build:
 * it is made beside and then takes the place of the old one.
 */
export async function ensureConsole({ say }: { say?: (text: string) => void } = {}): Promise<void> {
  const stamp = await hashOfSources();
  if ((await readStamp()) === stamp) return;
  // Absent where only what the server needs is installed; there the console is built already.
  const { build } = await import('vite');
  say?.('Building the console …');
  const outDir = await mkdtemp(join(consoleFolder, 'dist-'));
  try {
    await inProduction(() =>
      build({
        configFile: join(consoleFolder, 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir, emptyOutDir: true },
      }),
    );
    await compress(outDir);
    await writeFile(join(outDir, stampFile), stamp);
    await chmod(outDir, 0o755);
    await rm(built, { recursive: true, force: true });
    await rename(outDir, built);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** Where tests build it NODE_ENV is `test`, by which vite would take the React for developers: larger, and many times slower. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** Beside each text its compressed forms, so that the server need not make them for every reader. */
async function compress(folder: string): Promise<void> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(js|css|html|svg)$/.test(file));
  for (const file of files) {
    const path = join(folder, file);
    const text = await readFile(path);
    await writeFile(`${path}.gz`, await promisify(gzip)(text, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    await writeFile(`${path}.br`, await promisify(brotliCompress)(text, { params }));
  }
}

const readStamp = (): Promise<string> => readFile(join(built, stampFile), 'utf8').catch(() => '');

/** Of the console's files and of the lock file, which says what packages go into it. */
async function hashOfSources(): Promise<string> {
  const entries = await readdir(consoleFolder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/^(dist|node_modules)/.test(relative(consoleFolder, file)) && !file.endsWith('.test.ts'));
  const hash = createHash('sha256');
  for (const file of [...files.sort(), join(root, 'package-lock.json')])
    hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  return hash.digest('hex');
}

if (import.meta.main) await ensureConsole({ say: (text) => process.stdout.write(`${text}\n`) });
