import { javascriptLanguage } from '@codemirror/lang-javascript';
import type { CodeProblem } from './code-problem.ts';

/** Where JavaScript stops being JavaScript: the first place only, as what comes behind it mostly follows from it. */
export function scriptProblems(text: string): CodeProblem[] {
  const tree = javascriptLanguage.parser.parse(text);
  let first: { from: number; to: number } | undefined;
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) first ??= { from, to };
      return first === undefined;
    },
  });
  if (!first) return [];
  const found = text.slice(first.from, first.to).trim() || wordAt(text, first.from);
  const message = found === '' ? 'The code ends too early; a bracket may be open.' : `Not expected here: ${found}`;
  return [{ ...visible(first, text), severity: 'error', message }];
}

const wordAt = (text: string, at: number): string => /^\s*([\w$]+|\S)/.exec(text.slice(at))?.[1] ?? '';

/** A place without width is widened to the character behind it, or before it at the end. */
function visible({ from, to }: { from: number; to: number }, text: string): { from: number; to: number } {
  if (to > from) return { from, to };
  return from < text.length ? { from, to: from + 1 } : { from: Math.max(0, from - 1), to: from };
}
