import { useComputedColorScheme } from '@mantine/core';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Ref, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import type { CodeIssue, CodeProblem } from './code-problem.ts';
import type { CodeCompletion } from './editor-completion.ts';
import { type CodeLanguage, editorExtensions } from './editor-extensions.ts';
import { checkAgain, setIssues } from './editor-problems.ts';
import { editorTheme } from './editor-theme.ts';
import type { JsonSchema } from './json-schema.ts';

/** What can be asked of an editor from outside. */
export interface EditorHandle {
  /** Moves the cursor to a problem and the keyboard to the editor. */
  show: (problem: CodeProblem) => void;
  focus: () => void;
}

/** A problem with the line it is on, from 1. */
export interface PlacedProblem extends CodeProblem {
  line: number;
}

export interface EditorSurfaceProps {
  language: CodeLanguage;
  value: string;
  onChange?: ((text: string) => void) | undefined;
  readOnly: boolean;
  minHeight: string;
  maxHeight: string;
  schema?: JsonSchema | undefined;
  issues: readonly CodeIssue[];
  completions: readonly CodeCompletion[];
  onRun?: (() => void) | undefined;
  onSave?: (() => void) | undefined;
  onProblems: (problems: readonly PlacedProblem[]) => void;
  onTabMode: (indents: boolean) => void;
  /** Attributes of the field: what names and describes it. */
  field: Record<string, string>;
  ref: Ref<EditorHandle>;
}

const noCarriageReturns = (text: string) => text.replaceAll('\r\n', '\n');

/** The editor itself; it is loaded when it is first shown. */
export function EditorSurface(props: EditorSurfaceProps) {
  const { language, value, readOnly, minHeight, maxHeight, schema, issues, field, ref } = props;
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const parts = useRef({ look: new Compartment(), writing: new Compartment(), field: new Compartment() });
  const asks = useAsks(props, view);

  const lookNow = () => [editorTheme({ isDark }), heights(minHeight, maxHeight)];
  const create = useEffectEvent((parent: HTMLElement) => {
    const { look, writing, field: fieldPart } = parts.current;
    const extensions = [
      look.of(lookNow()),
      writing.of(EditorState.readOnly.of(readOnly)),
      fieldPart.of(EditorView.contentAttributes.of(field)),
      editorExtensions(language, asks),
    ];
    const made = new EditorView({ parent, state: EditorState.create({ doc: value, extensions }) });
    made.setTabFocusMode(true);
    made.dispatch({ effects: setIssues.of(issues) });
    return made;
  });
  useEffect(() => {
    const made = create(place.current!);
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [language]);

  useEffect(() => {
    const { current } = view;
    const text = noCarriageReturns(value);
    if (!current || current.state.doc.toString() === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [value]);
  const reconfigure = useEffectEvent(() => {
    const { look, writing, field: fieldPart } = parts.current;
    view.current?.dispatch({
      effects: [
        look.reconfigure(lookNow()),
        writing.reconfigure(EditorState.readOnly.of(readOnly)),
        fieldPart.reconfigure(EditorView.contentAttributes.of(field)),
      ],
    });
  });
  const fieldText = JSON.stringify(field);
  useEffect(() => reconfigure(), [isDark, readOnly, minHeight, maxHeight, fieldText]);
  useEffect(() => view.current?.dispatch({ effects: checkAgain.of(null) }), [schema]);
  useEffect(() => view.current?.dispatch({ effects: setIssues.of(issues) }), [issues]);
  useImperativeHandle(ref, () => handleOf(view), []);
  return <div ref={place} />;
}

const handleOf = (view: RefObject<EditorView | null>): EditorHandle => ({
  show: ({ from }) => {
    const { current } = view;
    current?.dispatch({ selection: { anchor: Math.min(from, current.state.doc.length) }, scrollIntoView: true });
    current?.focus();
  },
  focus: () => view.current?.focus(),
});

/** The answers of the moment, for an editor that was made earlier. */
function useAsks(props: EditorSurfaceProps, view: RefObject<EditorView | null>) {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const run = (action: (() => void) | undefined): boolean => {
    action?.();
    return action !== undefined;
  };
  return {
    schema: () => latest.current.schema,
    completions: () => latest.current.completions,
    onText: (text: string) => {
      if (noCarriageReturns(latest.current.value) !== text) latest.current.onChange?.(text);
    },
    onProblems: (problems: readonly CodeProblem[]) => {
      const lines = view.current?.state.doc;
      latest.current.onProblems(problems.map((one) => ({ ...one, line: lines?.lineAt(one.from).number ?? 1 })));
    },
    onRun: () => run(latest.current.onRun),
    onSave: () => run(latest.current.onSave),
    onTabMode: (indents: boolean) => latest.current.onTabMode(indents),
  };
}

const heights = (minHeight: string, maxHeight: string) =>
  EditorView.theme({ '.cm-content, .cm-gutter': { minHeight }, '.cm-scroller': { maxHeight, overflow: 'auto' } });
