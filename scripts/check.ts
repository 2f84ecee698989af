import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';

interface Check {
  name: string;
  command: [program: string, ...rest: string[]];
}

interface Result {
  name: string;
  passed: boolean;
  seconds: number;
  /** Everything that the check printed. */
  output: string;
}

const root = join(import.meta.dirname, '..');

/** The slow ones first, so that the quick ones fill the gaps. */
const tools: Check[] = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'types:console', command: ['tsc', '--noEmit', '-p', 'console'] },
  { name: 'format', command: ['prettier', '--check', '--cache', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'floors', command: ['depcruise', 'src', 'console/src', 'simulator', 'test', 'bench', 'scripts', 'examples'] },
  { name: 'unused', command: ['knip'] },
];

/** Every script in scripts/docs prints one page of docs/reference; with --check it says whether the page is up to date. */
async function docsChecks(): Promise<Check[]> {
  const files = (await readdir(join(root, 'scripts', 'docs'))).filter((file) => file.endsWith('.ts')).sort();
  return files.map((file) => ({
    name: `docs:${file.slice(0, -'.ts'.length)}`,
    command: ['node', join('scripts', 'docs', file), '--check'],
  }));
}

/** The programs of node_modules, whatever else is installed; Node itself is one of them. */
const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);

async function run({ name, command: [program, ...rest] }: Check): Promise<Result> {
  const began = performance.now();
  const env = { ...process.env, PATH: path };
  const child = spawn(program, rest, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const passed = await new Promise<boolean>((resolve) => {
    child.on('error', (error) => {
      output += `${error.message}\n`;
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  return { name, passed, seconds: (performance.now() - began) / 1000, output };
}

function report({ name, passed, seconds, output }: Result): void {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s\n`);
  if (!passed) process.stdout.write(`\n${output.trimEnd()}\n\n`);
}

/** As many side by side as there are processors. */
async function runAll(checks: Check[]): Promise<Result[]> {
  const waiting = [...checks];
  const results: Result[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await run(check);
      report(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function choose(checks: Check[], only: string[]): Check[] {
  const unknown = only.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    const names = checks.map((check) => check.name).join(', ');
    throw new Error(`--only ${unknown.join(', ')}: there is no such check; there are ${names}`);
  }
  return only.length === 0 ? checks : checks.filter((check) => only.includes(check.name));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
  const results = await runAll(choose([...tools, ...(await docsChecks())], values.only));
  const failed = results.filter((result) => !result.passed).map((result) => result.name);
  if (failed.length === 0) return;
  process.stdout.write(`Failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
