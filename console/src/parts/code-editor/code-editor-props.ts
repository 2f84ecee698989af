import type { ReactNode } from 'react';
import type { CodeIssue } from './code-problem.ts';
import type { CodeCompletion } from './editor-completion.ts';
import type { CodeLanguage } from './editor-extensions.ts';
import type { JsonSchema } from './json-schema.ts';

export interface CodeEditorProps {
  language: CodeLanguage;
  value: string;
  onChange?: (text: string) => void;
  /** Names the field, also for those who do not see it. */
  label: string;
  /** True: the label is for screen readers only, where the page says it already. */
  hideLabel?: boolean;
  description?: ReactNode;
  /** What is wrong with the whole, e.g. `form.errors.hook`. */
  error?: ReactNode;
  required?: boolean;
  readOnly?: boolean;
  /** CSS lengths. Defaults: 12rem and 32rem. */
  minHeight?: string;
  maxHeight?: string;
  /** Of JSON: what it may hold; checked and offered while one writes. */
  schema?: JsonSchema | undefined;
  /** What the server says of the text; keep the list itself the same as long as it says the same. */
  issues?: readonly CodeIssue[];
  /** Of JavaScript: names that are known. */
  completions?: readonly CodeCompletion[];
  /** Ctrl or Cmd with Enter. */
  onRun?: () => void;
  /** Ctrl or Cmd with S. */
  onSave?: () => void;
  /** Beside the label: buttons. */
  actions?: ReactNode;
}
