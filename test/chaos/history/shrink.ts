import type { History } from './step.ts';

/** The least steps with which a history still goes wrong: single steps are left out as long as it does. */
export async function shrink(history: History, goesWrong: (history: History) => Promise<boolean>): Promise<History> {
  let smallest = history;
  for (let size = Math.ceil(history.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = smallest.steps.length - size; from >= 0; from -= size) {
      const steps = smallest.steps.toSpliced(from, size);
      if (await goesWrong({ ...smallest, steps })) smallest = { ...smallest, steps };
    }
  }
  return smallest;
}
