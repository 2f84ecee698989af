/**
 * Run as `node import-probe.ts <directory> <file>…`: imports the files one after the other and prints, as a JSON array,
 * what any of them did besides declaring things: reading time, chance, environment or files, starting timers, processes
 * or connections, adding listeners, writing to the terminal. Work of packages at their own import is not looked at.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [directory = '.', ...files] = process.argv.slice(2);
const ours = pathToFileURL(resolve(directory)).href;
const deeds: string[] = [];

type Callable = (...values: unknown[]) => unknown;

/** The files of ours on the stack. `fs` and others are also used by Node itself, to load modules. */
function culprit(): string | undefined {
  const frames = (new Error('where').stack ?? '').split('\n');
  return frames
    .map((frame) => /(file:\/\/[^)\s]+?):\d+:\d+\)?$/.exec(frame)?.[1])
    .find((file) => file?.startsWith(ours));
}

function note(deed: string): void {
  const file = culprit();
  if (file !== undefined) deeds.push(`${file.slice(ours.length + 1)}: ${deed}`);
}

function watch(target: object, names: readonly string[], label: string): void {
  const methods = target as Record<string, Callable>;
  for (const name of names) {
    const original = methods[name];
    if (typeof original !== 'function') throw new Error(`${label}.${name} is not a function.`);
    methods[name] = function watched(this: unknown, ...values: unknown[]) {
      note(`${label}.${name}`);
      return original.apply(this, values);
    };
  }
}

watch(globalThis, ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], 'globalThis');
watch(Date, ['now'], 'Date');
watch(Math, ['random'], 'Math');
watch(fs, ['readFileSync', 'writeFileSync', 'readdirSync', 'mkdirSync', 'existsSync', 'readFile', 'open'], 'fs');
watch(fs.promises, ['readFile', 'writeFile', 'readdir', 'mkdir', 'open', 'stat'], 'fs.promises');
watch(childProcess, ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'exec', 'execSync'], 'child_process');
watch(net, ['connect', 'createConnection', 'createServer'], 'net');
watch(process, ['on', 'exit', 'kill'], 'process');
watch(process.stdout, ['write'], 'stdout');
watch(process.stderr, ['write'], 'stderr');
syncBuiltinESMExports();

process.env = new Proxy(process.env, {
  get: (environment, name) => {
    note(`process.env.${String(name)}`);
    return Reflect.get(environment, name) as unknown;
  },
});

for (const file of files) await import(pathToFileURL(resolve(directory, file)).href);

process.stdout.write(JSON.stringify(deeds));
