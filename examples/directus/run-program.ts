import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** Runs a program to its end; throws when it fails. `quiet`: what it prints is shown only then. */
export async function runProgram(
  program: string,
  rest: string[],
  options: SpawnOptions & { quiet?: boolean },
): Promise<void> {
  const { quiet = false, ...spawnOptions } = options;
  const child = spawn(program, rest, {
    ...spawnOptions,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  const printed = lastWords(child);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ${rest.join(' ')} ended with ${String(code)}\n${printed()}`);
}

/** Remembers the end of what a process prints. */
export function lastWords({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (printed: string) => {
      text = (text + printed).slice(-4000);
    });
  }
  return () => text;
}
