import type { Db } from '../../src/store/database.ts';

/** The same database through a handle whose n-th statement fails before it is sent, as if the process were killed there. */
export function breakingAt(db: Db, statement: number): Db {
  let sent = 0;
  return db.withPlugin({
    transformQuery: ({ node }) => {
      sent++;
      if (sent === statement) throw new Error('killed');
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
}
