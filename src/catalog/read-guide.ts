import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connector } from '../model/connector.ts';

/** Markdown on how an account is set up; undefined: nobody has written any. */
export type ReadGuide = (connector: Pick<Connector, 'key' | 'id'>) => Promise<string | undefined>;

/** Reads the `README.md` beside a connector that comes with the server. One that somebody has built has none, even under the same key. */
export const createReadGuide =
  (directory: string, shipped: readonly Pick<Connector, 'id'>[]): ReadGuide =>
  async ({ key, id }) => {
    if (!shipped.some((one) => one.id === id)) return undefined;
    try {
      return await readFile(join(directory, key, 'README.md'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
