import { Button, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CodeEditor } from '../../parts/code-editor/code-editor.tsx';
import { printCode, readCode } from '../../parts/instance-form/configuration-code.ts';
import { configurationSchema } from '../../parts/instance-form/configuration-schema.ts';
import { keys, withValue } from '../../parts/instance-form/draft.ts';
import { FormSection } from '../../parts/instance-form/form-section.tsx';
import type { DraftForm } from '../../parts/instance-form/use-draft.ts';

interface CodeSectionProps {
  form: DraftForm;
  /** False: what is written is no JSON object. */
  onReadable: (readable: boolean) => void;
}

/** The configuration of the request as JSON: everything that the form has, and what it does not know. */
export function CodeSection({ form, onReadable }: CodeSectionProps) {
  const { setup, draft, errors, resourceErrors, otherIssues, setConfiguration } = form;
  const { entries, events } = setup;
  const [text, setText] = useState(() => printCode(draft.configuration, entries));
  const schema = useMemo(() => configurationSchema(setup), [setup]);
  const issues = useMemo(
    () => [
      ...Object.entries(errors).map(([path, message]) => ({ path, message })),
      ...Object.entries(resourceErrors).flatMap(([name, list]) =>
        list.map(({ path, message }) => ({ path: `${keys.resources}.${name}.${path}`, message })),
      ),
      ...otherIssues,
    ],
    [errors, resourceErrors, otherIssues],
  );
  const write = (next: string) => {
    setText(next);
    const read = readCode(next, draft.configuration, entries);
    onReadable(read !== undefined);
    if (read) setConfiguration(read);
  };
  const writeOut = () => {
    const configuration = withValue(draft.configuration, keys.resources, events.pollerConfiguration);
    setConfiguration(configuration);
    setText(printCode(configuration, entries));
  };
  const hasDefaults = Object.keys(events.pollerConfiguration).length > 0;
  const isUnsaid = draft.configuration[keys.resources] === undefined;
  return (
    <FormSection
      title="Configuration"
      description="What is sent as configuration, by key. Secrets are masked; a mask that you leave stands for what you entered."
    >
      <CodeEditor
        language="json"
        label="Configuration as JSON"
        hideLabel
        value={text}
        onChange={write}
        schema={schema}
        issues={issues}
        minHeight="20rem"
        actions={
          hasDefaults && isUnsaid ? (
            <Button size="compact-sm" variant="default" onClick={writeOut}>
              Write out the polled resources
            </Button>
          ) : undefined
        }
      />
      {isUnsaid && hasDefaults && (
        <Text size="sm" c="dimmed">
          Without {keys.resources} the instance polls what the connector says, also what it will say after an update.
        </Text>
      )}
    </FormSection>
  );
}
