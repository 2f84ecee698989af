/** Lets at most so many of one key go on at a time; the others wait, first come first served. */
export interface Turns<Key> {
  /** Resolves to what ends the turn, which must be called; undefined once `giveUp` aborts before the turn has come. */
  begin(key: Key, giveUp: AbortSignal): Promise<(() => void) | undefined>;
}

export function createTurns<Key>(most: number): Turns<Key> {
  const running = new Map<Key, number>();
  const waiting = new Map<Key, Set<() => void>>();

  const end = (key: Key): void => {
    const [next] = waiting.get(key) ?? [];
    // The next takes the place that is given up.
    if (next) return next();
    const left = (running.get(key) ?? 0) - 1;
    if (left > 0) running.set(key, left);
    else running.delete(key);
  };
  /** True when a place was given up for it. */
  const wait = (key: Key, giveUp: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      const queue = waiting.get(key) ?? new Set();
      const settle = (hasPlace: boolean) => {
        queue.delete(go);
        if (queue.size === 0) waiting.delete(key);
        giveUp.removeEventListener('abort', leave);
        resolve(hasPlace);
      };
      const go = () => settle(true);
      const leave = () => settle(false);
      waiting.set(key, queue.add(go));
      giveUp.addEventListener('abort', leave);
    });
  return {
    async begin(key, giveUp) {
      const count = running.get(key) ?? 0;
      if (count < most) running.set(key, count + 1);
      else if (!(await wait(key, giveUp))) return undefined;
      return () => end(key);
    },
  };
}
