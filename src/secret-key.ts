import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = 'secret.key';

/** The key that seals stored secrets: made at the first start, readable by its owner alone. Losing it loses them. */
export async function loadSecretKey(dataDirectory: string): Promise<Buffer> {
  const path = join(dataDirectory, fileName);
  await mkdir(dataDirectory, { recursive: true });
  const made = randomBytes(32).toString('base64');
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await chmod(path, 0o600);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== 32)
    throw new Error(`${path} does not hold a key of 32 bytes. Restore it, or set TIDINGS_SECRET_KEY.`);
  return key;
}
