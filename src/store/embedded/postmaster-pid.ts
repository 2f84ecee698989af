import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running PostgreSQL writes into its data directory. */
export interface PostmasterPid {
  pid: number;
  port: number;
  socketDirectory: string;
  ready: boolean;
}

const pathOf = (directory: string) => join(directory, 'postmaster.pid');

/** Undefined when there is no such file, it is damaged, or its process is gone. */
export async function readPostmasterPid(directory: string): Promise<PostmasterPid | undefined> {
  const lines = await readLines(directory);
  const [, , , port, socketDirectory = '', , , status] = lines;
  if ((await whoHasThePid(lines)) !== 'its server') return undefined;
  return { pid: Number(lines[0]), port: Number(port), socketDirectory, ready: status === 'ready' };
}

/**
 * Removes the file if its number has passed to another process, as happens when a container starts again: PostgreSQL
 * would take that one for itself. The file of a dead process stays, PostgreSQL learns from it what to clean up.
 */
export async function removeForeignPostmasterPid(directory: string): Promise<void> {
  if ((await whoHasThePid(await readLines(directory))) === 'another') await rm(pathOf(directory));
}

async function readLines(directory: string): Promise<string[]> {
  const text = await readFile(pathOf(directory), 'utf8').catch(() => '');
  return text.split('\n').map((line) => line.trim());
}

/** A server is known by the directory that it was started on. Where there is no /proc nobody can tell. */
async function whoHasThePid([pid, directory = '']: string[]): Promise<'its server' | 'another' | 'nobody'> {
  const number = Number(pid);
  if (!number || !isAlive(number)) return 'nobody';
  const command = await readFile(`/proc/${number}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.split('\0').includes(directory) ? 'its server' : 'another';
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
