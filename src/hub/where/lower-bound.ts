import type { Instant } from '../../lib/instant.ts';

/** A bound that the vendor was asked to keep, by the field of the record that it is on. */
export interface LowerBound {
  field: string;
  instant: Instant;
}
