import type { FeedRun } from './read-under-writers.ts';

/** What is wrong with what was read, in words; empty: every reader got every event, once, and all in the same order. */
export function compareFeed({ written, read }: FeedRun): string[] {
  const expected = new Set(written);
  const [first = []] = read;
  return read.flatMap((ids, reader) => {
    const seen = new Set(ids);
    const wrong: string[] = [];
    for (const id of expected) if (!seen.has(id)) wrong.push(`reader ${reader} never got ${id}`);
    if (seen.size !== ids.length) wrong.push(`reader ${reader} got ${ids.length - seen.size} events twice`);
    if (ids.some((id, index) => id !== first[index])) wrong.push(`reader ${reader} has another order than reader 0`);
    return wrong;
  });
}
