import type { PollCommit } from './poll-commit.ts';

/** `place` tells the commits of a batch apart: it can hold a superseded poller beside the one that took over. */
export type Placed = PollCommit & { place: number };

/** What the commits hold of one kind, each with the place of its commit. */
export const placed = <C extends { place: number }, T>(commits: C[], of: (commit: C) => T[]) =>
  commits.flatMap((commit) => of(commit).map((item) => ({ ...item, place: commit.place })));
