/** An outstanding delivery, as far as it matters for whether it may go now. */
export interface Candidate {
  /** Of the records that it tells of. */
  keys: string[];
  /** Epoch milliseconds; undefined: at once. */
  dueAt: number | undefined;
}

export interface Sendable<Item> {
  /** In the order in which they were given. */
  chosen: Item[];
  /** How many may not go yet. */
  held: number;
  /** Epoch milliseconds of the earliest that waits; undefined: none does. */
  heldUntil: number | undefined;
}

/**
 * Chooses, of deliveries that are given oldest first, the oldest that may go now. One that waits for its retry holds back all
 * later ones that share a record with it, and these hold back others in their turn.
 */
export function pickSendable<Item extends Candidate>(
  candidates: Iterable<Item>,
  { now, limit }: { now: number; limit: number },
): Sendable<Item> {
  const chosen: Item[] = [];
  const heldKeys = new Set<string>();
  let held = 0;
  let heldUntil: number | undefined;
  for (const candidate of candidates) {
    const { keys, dueAt = 0 } = candidate;
    const waits = dueAt > now;
    if (waits) heldUntil = Math.min(heldUntil ?? dueAt, dueAt);
    if (waits || keys.some((key) => heldKeys.has(key))) {
      for (const key of keys) heldKeys.add(key);
      held++;
    } else if (chosen.length < limit) {
      chosen.push(candidate);
    }
  }
  return { chosen, held, heldUntil };
}
