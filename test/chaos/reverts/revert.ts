import type { History } from '../history/step.ts';
import type { InMemoryOptions } from '../ours/in-memory.ts';

/** A rule of the cursor, and the engine without it. */
export interface Revert {
  /** The rule, as a sentence. */
  rule: string;
  /** What is done to take it away. */
  without: string;
  /** What must happen then. */
  expected: 'missed' | 'duplicated' | 'wrong';
  /** The histories in which it can happen; absent: any. */
  where?: (history: History) => boolean;
  variant: InMemoryOptions;
}
