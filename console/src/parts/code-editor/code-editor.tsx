import { Box, Input, Skeleton } from '@mantine/core';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import classes from './code-editor.module.css';
import type { CodeEditorProps } from './code-editor-props.ts';
import { EditorFoot } from './editor-foot.tsx';
import { EditorHead } from './editor-head.tsx';
import type { EditorHandle, PlacedProblem } from './editor-surface.tsx';

const EditorSurface = lazy(() => import('./editor-surface.tsx').then((module) => ({ default: module.EditorSurface })));

const none: readonly never[] = [];

/** A field for JSON or JavaScript, with its mistakes marked. CodeMirror is loaded when the first one is shown. */
export function CodeEditor(props: CodeEditorProps) {
  const { language, label, error, readOnly = false, minHeight = '12rem', maxHeight = '32rem' } = props;
  const [problems, setProblems] = useState<readonly PlacedProblem[]>(none);
  const [tabIndents, setTabIndents] = useState(false);
  const handle = useRef<EditorHandle>(null);
  const id = useId();
  const isInvalid = Boolean(error) || problems.some(({ severity }) => severity === 'error');
  return (
    <Box>
      <EditorHead
        {...props}
        id={id}
        canFormat={language === 'json' && !readOnly}
        onChosen={() => handle.current?.focus()}
      />
      <div className={classes.frame} data-invalid={isInvalid || undefined}>
        <Suspense fallback={<Skeleton height={minHeight} radius={0} aria-label={`Loading the editor: ${label}`} />}>
          <EditorSurface
            language={language}
            value={props.value}
            onChange={props.onChange}
            readOnly={readOnly}
            minHeight={minHeight}
            maxHeight={maxHeight}
            schema={props.schema}
            issues={props.issues ?? none}
            completions={props.completions ?? none}
            onRun={props.onRun}
            onSave={props.onSave}
            onProblems={setProblems}
            onTabMode={setTabIndents}
            field={fieldOf(id, props, isInvalid)}
            ref={handle}
          />
        </Suspense>
        <EditorFoot
          id={id}
          problems={problems}
          onShow={(problem) => handle.current?.show(problem)}
          tabIndents={tabIndents}
        />
      </div>
      {error && (
        <Input.Error id={`${id}-error`} mt={4}>
          {error}
        </Input.Error>
      )}
    </Box>
  );
}

/** What tells a screen reader what the field is. */
const fieldOf = (id: string, { readOnly, required }: CodeEditorProps, isInvalid: boolean): Record<string, string> => ({
  'aria-labelledby': `${id}-label`,
  'aria-describedby': `${id}-description ${id}-error ${id}-problems ${id}-hint`,
  'aria-invalid': String(isInvalid),
  ...(readOnly && { 'aria-readonly': 'true' }),
  ...(required && { 'aria-required': 'true' }),
});
