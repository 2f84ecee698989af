export interface OrderedTask {
  /** A task begins only when all earlier tasks that share a key with it have succeeded. */
  keys: string[];
  /** Answers whether it succeeded. If not, later tasks with one of its keys are not begun. */
  run: () => Promise<boolean>;
}

export interface RunInOrderOptions {
  /** Tasks under way at once. */
  concurrency: number;
  /** Asked before each task begins; true: no further one begins. */
  stop: () => boolean;
}

/** Runs tasks side by side where their keys allow it and one after the other where they do not. */
export async function runInOrder(
  tasks: Iterable<OrderedTask>,
  { concurrency, stop }: RunInOrderOptions,
): Promise<void> {
  const lastOfKey = new Map<string, Promise<boolean>>();
  const running = new Set<Promise<boolean>>();
  for (const { keys, run } of tasks) {
    while (running.size >= concurrency) await Promise.race(running);
    if (stop()) break;
    const earlier = new Set(keys.flatMap((key) => lastOfKey.get(key) ?? []));
    const task = Promise.all(earlier).then((succeeded) => !succeeded.includes(false) && !stop() && run());
    for (const key of keys) lastOfKey.set(key, task);
    const tracked = task.finally(() => running.delete(tracked));
    running.add(tracked);
  }
  await Promise.all(running);
}
