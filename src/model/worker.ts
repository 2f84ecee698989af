/** What a process of this server works on. */
export const workKinds = ['polls', 'reconciliations', 'deliveries', 'webhooks'] as const;
export type WorkKind = (typeof workKinds)[number];

/** How much of each kind a process does at this moment; a kind that it does not do is absent. */
export type UnderWay = Partial<Record<WorkKind, number>>;

/** One process of this server, as it tells of itself. Times are epoch milliseconds. */
export interface Worker {
  /** Another one for each start. */
  id: string;
  host: string;
  pid: number;
  roles: string[];
  startedAt: number;
  /** It was told to stop, and ends what is under way. */
  stopping: boolean;
  underWay: UnderWay;
}

export const beatEveryMs = 10_000;
/** A process that has not told of itself for so long is gone, or cannot reach the database. */
export const lostAfterMs = 45_000;
/** Lost ones are shown for so long. */
export const forgottenAfterMs = 3_600_000;
