import { hookLimits } from './hook-run.ts';

export interface HookLog {
  lines: string[];
  add(line: string): void;
}

/** Keeps the first lines that code writes; what goes beyond the limits is left out, and the last line says so. */
export function createHookLog(): HookLog {
  const lines: string[] = [];
  let left = hookLimits.logCharacters;
  let full = false;
  return {
    lines,
    add(line) {
      if (full) return;
      full = lines.length === hookLimits.logLines || line.length > left;
      lines.push(full ? '… (the rest is left out)' : line);
      left -= line.length;
    },
  };
}
