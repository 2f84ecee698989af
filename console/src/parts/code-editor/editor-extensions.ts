import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { CodeProblem } from './code-problem.ts';
import { type CodeCompletion, jsonCompletion, namesCompletion } from './editor-completion.ts';
import { problemMarks } from './editor-problems.ts';
import { jsonProblems } from './json-problems.ts';
import type { JsonSchema } from './json-schema.ts';
import { scriptProblems } from './script-problems.ts';

export type CodeLanguage = 'json' | 'javascript';

/** What an editor asks while it is used; the answers may change. */
export interface EditorAsks {
  schema: () => JsonSchema | undefined;
  completions: () => readonly CodeCompletion[];
  onText: (text: string) => void;
  onProblems: (problems: readonly CodeProblem[]) => void;
  /** Ctrl or Cmd with Enter, and with S; false: there is nothing to do. */
  onRun: () => boolean;
  onSave: () => boolean;
  /** Ctrl-M: whether Tab indents from now on. */
  onTabMode: (indents: boolean) => void;
}

/** All that makes an editor, but for its look and whether it can be written in. */
export function editorExtensions(language: CodeLanguage, asks: EditorAsks): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    highlightSpecialChars(),
    highlightSelectionMatches(),
    drawSelection(),
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    EditorView.lineWrapping,
    languageOf(language, asks),
    autocompletion({ closeOnBlur: true, icons: false }),
    problemMarks((text) => check(language, text, asks), asks.onProblems),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) asks.onText(update.state.doc.toString());
    }),
    ownKeys(asks),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      indentWithTab,
      ...defaultKeymap,
    ]),
  ];
}

function languageOf(language: CodeLanguage, asks: EditorAsks): Extension {
  if (language === 'json') {
    const support = json();
    return [support, support.language.data.of({ autocomplete: jsonCompletion(asks.schema) })];
  }
  const support = javascript();
  return [support, support.language.data.of({ autocomplete: namesCompletion(asks.completions) })];
}

const check = (language: CodeLanguage, text: string, { schema }: EditorAsks): readonly CodeProblem[] => {
  if (text.trim() === '') return [];
  return language === 'json' ? jsonProblems(text, schema()) : scriptProblems(text);
};

/** Tab leaves an editor, as it leaves every field, until one asks for the other thing it can do. */
function ownKeys({ onRun, onSave, onTabMode }: EditorAsks): Extension {
  let indents = false;
  const toggle = (view: EditorView): boolean => {
    indents = !indents;
    view.setTabFocusMode(!indents);
    onTabMode(indents);
    return true;
  };
  const stops = { preventDefault: true, stopPropagation: true };
  return Prec.highest(
    keymap.of([
      { key: 'Mod-Enter', run: onRun },
      { key: 'Mod-s', run: onSave, ...stops },
      { key: 'Ctrl-m', mac: 'Shift-Alt-m', run: toggle, ...stops },
    ]),
  );
}
