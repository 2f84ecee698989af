import type { JsonRecord, JsonValue } from '../lib/json.ts';
import type { BodyCondition } from './query-plan.ts';

/** Sets a value at its path (`a.b`, `a[0].b`), or adds it to the array there; what is missing on the way is made. */
export function putInBody(body: JsonRecord, { path, value, append }: BodyCondition): void {
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  let current: Container = body;
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    const known = at(current, step);
    if (last && !append) {
      set(current, step, value);
    } else if (last) {
      set(current, step, [...(Array.isArray(known) ? known : []), value]);
    } else {
      const next: Container =
        typeof known === 'object' && known !== null ? known : /^\d+$/.test(steps[index + 1] ?? '') ? [] : {};
      set(current, step, next);
      current = next;
    }
  }
}

type Container = JsonRecord | JsonValue[];

const at = (container: Container, step: string): JsonValue | undefined =>
  Array.isArray(container) ? container[Number(step)] : Object.hasOwn(container, step) ? container[step] : undefined;

function set(container: Container, step: string, value: JsonValue): void {
  if (Array.isArray(container)) container[Number(step)] = value;
  else container[step] = value;
}
