import type { Instant } from '../../../src/lib/instant.ts';
import type { JsonRecord } from '../../../src/lib/json.ts';

/** What a poller of this rule remembers from one poll to the next. */
export interface Memory {
  /** The cursor. */
  last: Instant;
  /** What it has read lately, the newest first; undefined before the first poll. */
  seen: string[] | undefined;
}

export interface ReadRecord {
  recordId: string;
  record: JsonRecord;
  /** Undefined where it shows none that can be read. */
  date: Instant | undefined;
  /** Its id and its dates as shown. */
  key: string;
}

/** A rule of polling as others have it, in its purest form. */
export interface CursorRule {
  name: string;
  /** Whose rule it is. */
  usedBy: string;
  /** Which pages it reads: all, or the first, with the newest rows. */
  pages: 'all' | 'first';
  /** The lower bound of the query, if it has one. */
  since(memory: Memory): Instant | undefined;
  tells(memory: Memory, read: ReadRecord): boolean;
  after(memory: Memory, scan: { read: ReadRecord[]; ourNow: Instant }): Memory;
}

const newest = (memory: Memory, read: ReadRecord[]): Instant =>
  read.reduce((most, { date }) => Math.max(most, date ?? most), memory.last);

const lookback = 120_000_000;
const idsKept = 100;

export const cursorRules: CursorRule[] = [
  {
    name: 'strict > newest date seen',
    usedBy: 'sync templates, many hand-written pollers',
    pages: 'all',
    since: ({ last }) => last,
    tells: ({ last }, { date }) => date !== undefined && date > last,
    after: (memory, { read }) => ({ ...memory, last: newest(memory, read) }),
  },
  {
    name: '>= newest date seen, no memory',
    usedBy: 'low-code extraction, Singer taps',
    pages: 'all',
    since: ({ last }) => last,
    tells: ({ last }, { date }) => date !== undefined && date >= last,
    after: (memory, { read }) => ({ ...memory, last: newest(memory, read) }),
  },
  {
    name: 'clock of the poller',
    usedBy: 'workflow tools, date-templated queries',
    pages: 'all',
    since: ({ last }) => last,
    tells: ({ last }, { date }) => date !== undefined && date >= last,
    after: (memory, { ourNow }) => ({ ...memory, last: ourNow }),
  },
  {
    name: 'fixed lookback of 120 s, no memory',
    usedBy: 'lag and lookback options of loaders',
    pages: 'all',
    since: ({ last }) => last - lookback,
    tells: ({ last }, { date }) => date !== undefined && date >= last - lookback,
    after: (memory, { read }) => ({ ...memory, last: newest(memory, read) }),
  },
  {
    name: 'last 100 ids, first page only',
    usedBy: 'trigger tools that deduplicate by id',
    pages: 'first',
    since: () => undefined,
    tells: ({ seen }, { key }) => seen !== undefined && !seen.includes(key),
    after: ({ last, seen = [] }, { read }) => ({
      last,
      seen: [...new Set([...read.map(({ key }) => key), ...seen])].slice(0, idsKept),
    }),
  },
];
