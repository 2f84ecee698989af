import { useMemo } from 'react';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import { usePollerSchema } from '../../../parts/code-editor/use-poller-schema.ts';
import { readPolling, type PolledResource } from './event-settings.ts';
import type { PollingPreview } from './preview-words.ts';
import type { EventForm } from './use-event-form.ts';

/** The polling configuration as text, while it is shown as such. */
export interface CodeState {
  /** Undefined: the form is shown. */
  text: string | undefined;
  /** Why the text cannot be taken into the form. */
  problem: string | undefined;
  change: (text: string, problem: string | undefined) => void;
  /** Shows the text, or the form again; refuses where the text cannot be taken. */
  show: (text: string | undefined) => void;
}

interface PollingCodeProps {
  form: EventForm;
  text: string;
  code: CodeState;
  selected: PolledResource | undefined;
  preview: PollingPreview | undefined;
}

export const notAnObject = 'The code is no JSON object with one entry for each resource; mend it first.';

/** All of `event.poller.configuration`. What is written is taken into the form at once, if it can be read. */
export function PollingCode({ form, text, code, selected, preview }: PollingCodeProps) {
  const schema = usePollerSchema();
  const name = selected?.name;
  const issues = useMemo(
    () =>
      preview?.issues.flatMap(({ path, message }) =>
        path.startsWith('definition') && name !== undefined
          ? [{ message, path: path.replace(/^definition/, name) }]
          : [],
      ) ?? [],
    [preview, name],
  );
  const change = (next: string) => {
    const read = readPolling(next.trim() === '' ? '{}' : next, form.values.resources);
    code.change(next, read ? undefined : notAnObject);
    if (read) form.setValues(read);
  };
  return (
    <CodeEditor
      language="json"
      label="event.poller.configuration"
      description="All settings of the polled resources. Ctrl and Space shows what is allowed."
      value={text}
      onChange={change}
      schema={schema}
      issues={issues}
      minHeight="20rem"
      maxHeight="44rem"
    />
  );
}
