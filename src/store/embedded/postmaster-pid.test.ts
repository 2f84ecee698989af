import { spawn } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPostmasterPid, removeForeignPostmasterPid } from './postmaster-pid.ts';

async function directoryWith(text: string | undefined): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-pid-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  if (text !== undefined) await writeFile(join(directory, 'postmaster.pid'), text);
  return directory;
}

const file = (pid: number, status: string, directory = '/data/files') =>
  `${pid}\n${directory}\n1767225600\n5432\n/data/socket\n\n  5432001   123\n${status}  \n`;

/** A process that was started on this directory, as a PostgreSQL is. */
function processOn(directory: string): number {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  onTestFinished(() => void child.kill());
  return child.pid ?? 0;
}

test('a running server is described by its file', async () => {
  const directory = await directoryWith(undefined);
  const pid = processOn(directory);
  const path = join(directory, 'postmaster.pid');
  await writeFile(path, file(pid, 'ready', directory));
  expect(await readPostmasterPid(directory)).toEqual({ pid, port: 5432, socketDirectory: '/data/socket', ready: true });
  await writeFile(path, file(pid, 'starting', directory));
  expect(await readPostmasterPid(directory)).toMatchObject({ ready: false });
  await removeForeignPostmasterPid(directory);
  expect(await readPostmasterPid(directory)).toBeDefined();
});

test.runIf(process.platform === 'linux')(
  'the number of a process that serves another directory means nothing',
  async () => {
    const directory = await directoryWith(file(process.pid, 'ready'));
    expect(await readPostmasterPid(directory)).toBeUndefined();
    await removeForeignPostmasterPid(directory);
    await expect(access(join(directory, 'postmaster.pid'))).rejects.toThrow('ENOENT');
  },
);

test('the file of a process that is gone stays for PostgreSQL to learn from', async () => {
  const directory = await directoryWith(file(4_194_304 + 1, 'ready'));
  await removeForeignPostmasterPid(directory);
  await expect(access(join(directory, 'postmaster.pid'))).resolves.toBeUndefined();
});

test.each([
  ['there is no file', undefined],
  ['it is empty', ''],
  ['it is damaged', 'not a number\n'],
  ['its process is gone', file(4_194_304 + 1, 'ready')],
])('nothing runs when %s', async (_case, text) => {
  expect(await readPostmasterPid(await directoryWith(text))).toBeUndefined();
});
