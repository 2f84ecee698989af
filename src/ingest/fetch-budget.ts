import type { ReadRecord, ReadWithinBudget } from './resolve-change.ts';

/** Different records that are read for one webhook at most. */
const mostReads = 200;

/** Reads so many different records, those that are asked for first, and no more. */
export function withinBudget(readRecord: ReadRecord): ReadWithinBudget {
  const read = new Set<string>();
  return (plan, id) => {
    const name = JSON.stringify([plan.resourceName, plan.parameters, id]);
    if (!read.has(name) && read.size >= mostReads) return undefined;
    read.add(name);
    return readRecord(plan, id);
  };
}
