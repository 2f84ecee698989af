import { Group, Stack, TextInput } from '@mantine/core';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import type { SampleFormProps } from './sample-form-props.ts';

/** The request to the provider that a hook is tried with, and the answer where it runs after it. */
export function RequestSampleForm({
  kind,
  sample,
  onSample,
  faults,
}: SampleFormProps & { kind: 'preRequest' | 'postRequest' }) {
  const set = (field: keyof typeof sample) => (text: string) => onSample({ ...sample, [field]: text });
  return (
    <Stack gap="sm">
      <Group grow preventGrowOverflow={false} align="flex-start">
        <TextInput
          label="Method"
          placeholder="GET"
          maw={110}
          value={sample.method}
          onChange={(event) => set('method')(event.currentTarget.value)}
        />
        <TextInput
          label="URL"
          description="Whole, or a path after the base URL."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={sample.url}
          onChange={(event) => set('url')(event.currentTarget.value)}
        />
      </Group>
      <CodeEditor
        language="json"
        label="Headers of the request"
        value={sample.headers}
        onChange={set('headers')}
        minHeight="4rem"
        error={faults.headers}
      />
      {kind === 'postRequest' && (
        <>
          <TextInput
            label="Status of the answer"
            inputMode="numeric"
            styles={{ input: { maxWidth: '8rem' } }}
            value={sample.status}
            onChange={(event) => set('status')(event.currentTarget.value)}
            error={faults.status}
          />
          <CodeEditor
            language="json"
            label="Body of the answer"
            value={sample.responseBody}
            onChange={set('responseBody')}
            minHeight="9rem"
            maxHeight="18rem"
          />
        </>
      )}
      <CodeEditor
        language="json"
        label="Configuration of the instance"
        description="Entries that the hook reads; the others have their defaults. Use made-up secrets."
        value={sample.configuration}
        onChange={set('configuration')}
        minHeight="4rem"
        error={faults.configuration}
      />
    </Stack>
  );
}
