import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runProgram } from './run-program.ts';

/** How Directus is started: a Node that can load its native modules, and its command line program. */
export interface InstalledDirectus {
  node: string;
  cli: string;
}

const folder = import.meta.dirname;

/** Installs the Directus of package.json into this folder, unless it is there. Takes minutes the first time. */
export async function installDirectus(say: (text: string) => void): Promise<InstalledDirectus> {
  const { dependencies } = (await readJson('package.json')) as { dependencies: { directus: string } };
  const installed = (await readJson('node_modules/directus/package.json').catch(() => ({}))) as { version?: string };
  if (installed.version !== dependencies.directus) {
    say(
      `Installing Directus ${dependencies.directus} with npm. Its native modules may have to be compiled: this takes minutes.`,
    );
    await runProgram('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  }
  return { node: await fittingNode(), cli: join(folder, 'node_modules', 'directus', 'cli.js') };
}

const readJson = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));

/**
 * npm compiles a native module for the Node whose headers it finds, which may be another than the one that runs this.
 * So every Node on the PATH is tried.
 */
async function fittingNode(): Promise<string> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, 'node'));
  const refusals: string[] = [];
  for (const node of new Set([process.execPath, ...onPath])) {
    try {
      await runProgram(node, ['-e', 'require("isolated-vm"); require("sqlite3"); require("argon2")'], {
        cwd: folder,
        quiet: true,
      });
      return node;
    } catch (error) {
      refusals.push((error as Error).message);
    }
  }
  throw new Error(
    `No Node on the PATH can load the native modules of Directus. npm rebuild in ${folder} may help.\n${refusals.join('\n')}`,
  );
}
