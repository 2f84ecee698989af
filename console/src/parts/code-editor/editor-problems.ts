import { type Diagnostic, linter } from '@codemirror/lint';
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { CodeIssue, CodeProblem } from './code-problem.ts';
import { placeIssue } from './place-issue.ts';

/** Puts what others say of the text in the place of what they said before. */
export const setIssues = StateEffect.define<readonly CodeIssue[]>();
/** The text is checked anew though it is the same, as when its schema has come. */
export const checkAgain = StateEffect.define<null>();

/** What others say of the text. It moves along with the text, and goes when the place itself is changed. */
const issuesField = StateField.define<readonly CodeProblem[]>({
  create: () => [],
  update(before, transaction) {
    let issues = before;
    if (transaction.docChanged) {
      issues = issues.flatMap((issue) => {
        if (transaction.changes.touchesRange(issue.from, issue.to)) return [];
        const [from, to] = [transaction.changes.mapPos(issue.from, 1), transaction.changes.mapPos(issue.to, -1)];
        return [{ ...issue, from: Math.min(from, to), to: Math.max(from, to) }];
      });
    }
    for (const effect of transaction.effects) {
      if (effect.is(setIssues)) {
        const text = transaction.newDoc.toString();
        issues = effect.value.map((issue) => placeIssue(text, issue));
      }
    }
    return issues;
  },
});

/** Marks what is wrong with the text by `check`, and what others say of it. `onProblems` is told of all of it. */
export const problemMarks = (
  check: (text: string) => readonly CodeProblem[],
  onProblems: (problems: readonly CodeProblem[]) => void,
): Extension => [
  issuesField,
  linter(
    ({ state }: EditorView): Diagnostic[] => {
      const text = state.doc.toString();
      const problems = [...state.field(issuesField), ...check(text)].toSorted((a, b) => a.from - b.from);
      onProblems(problems);
      return problems;
    },
    {
      delay: 250,
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(setIssues) || effect.is(checkAgain))),
    },
  ),
];
