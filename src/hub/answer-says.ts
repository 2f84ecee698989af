import { readPath } from '../lib/field-path.ts';
import type { JsonValue } from '../lib/json.ts';
import type { AnswerCondition } from '../model/connector-template.ts';

/** Whether an answer fulfils a condition. Nothing, null and `equals: null` are the same; all else is compared as text. */
export function answerSays({ path, equals }: AnswerCondition, answer: JsonValue): boolean {
  const found = readPath(answer, path) ?? null;
  if (found === null || equals === null) return found === equals;
  return typeof found !== 'object' && String(found) === String(equals);
}

/** The same for a flag: undefined where none is declared, or the answer has none. */
export function saysWhether(condition: AnswerCondition | undefined, answer: JsonValue): boolean | undefined {
  if (!condition) return undefined;
  const found = readPath(answer, condition.path) ?? null;
  return found === null && condition.equals !== null ? undefined : answerSays(condition, answer);
}
