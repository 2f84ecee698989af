/**
 * How late records become visible, as a histogram by powers of two: bucket b holds what was late by up to 2^b seconds.
 * Measured is the least that it can have been: a scan that covered the record's date did not return the record.
 */

/** The bucket of a lateness in seconds, at least 0. */
export const latenessBucket = (seconds: number): number => Math.max(0, Math.ceil(Math.log2(Math.max(seconds, 1))));

/** The settle horizon, in seconds, that the latest bucket asks for: twice its bound, as more may be later. 0 for none. */
export const settleFor = (latestBucket: number | null): number => (latestBucket === null ? 0 : 2 * 2 ** latestBucket);
