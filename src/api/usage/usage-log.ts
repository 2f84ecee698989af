import { createBatcher } from '../../lib/batcher.ts';
import type { Log } from '../../lib/log.ts';
import type { UsageRecord } from '../../store/usage-records.ts';

export interface UsageLog {
  /** Returns at once, and never throws. */
  add(record: UsageRecord): void;
  /** Resolves when all that was added is written, or given up. */
  settled(): Promise<void>;
}

export interface UsageLogDeps {
  write: (records: UsageRecord[]) => Promise<void>;
  log: Log;
  /** Records that may wait to be written; more are given up. */
  mostWaiting: number;
}

const batchLimit = 500;

/**
 * Writes records in batches, behind the requests that they tell of. What cannot be written is given up and said so in the
 * log: no request waits or fails because of it, and a database that is away fills no memory.
 */
export function createUsageLog({ write, log, mostWaiting }: UsageLogDeps): UsageLog {
  const waiting = new Set<Promise<void>>();
  let refused = 0;

  const writeBatch = createBatcher({ limit: batchLimit }, async (records: UsageRecord[]) => {
    try {
      await write(records);
    } catch (err) {
      log.warn({ err, records: records.length }, 'usage records were not written');
    }
    if (refused > 0) log.warn({ records: refused }, 'usage records were not written: too many were waiting');
    refused = 0;
    return records.map(() => undefined);
  });

  return {
    add: (record) => {
      if (waiting.size >= mostWaiting) {
        refused += 1;
        return;
      }
      const written = writeBatch(record).finally(() => waiting.delete(written));
      waiting.add(written);
    },
    settled: async () => void (await Promise.all(waiting)),
  };
}
