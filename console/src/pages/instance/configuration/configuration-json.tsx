import { Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import type { ElementSetup } from '../../../api/catalogue-queries.ts';
import { configurationSchema } from '../../../parts/instance-form/configuration-schema.ts';
import { useLeaveQuestion } from '../../../parts/use-leave-question.ts';
import type { Instance } from '../instance-queries.ts';
import { printValues, readValues } from './configuration-values.ts';
import { SaveBar } from './save-bar.tsx';
import { useSave } from './use-save.ts';

const prefix = 'configuration.';

/** The whole configuration as JSON: what is saved takes the place of what was there. */
export function ConfigurationJson({ instance, connector }: { instance: Instance; connector: ElementSetup }) {
  const stored = useMemo(() => printValues(instance.configuration), [instance.configuration]);
  const [edited, setEdited] = useState<string>();
  const save = useSave(instance);
  const mayWrite = useMayWrite();
  const text = edited ?? stored;
  useLeaveQuestion(text !== stored && !save.isPending, ['tab', 'view']);
  const values = readValues(text);
  const schema = useMemo(() => configurationSchema(connector), [connector]);
  const { error } = save;
  const issues = useMemo(
    () =>
      error instanceof ApiError
        ? error.issues.map(({ path, message }) => ({
            path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
            message,
          }))
        : [],
    [error],
  );
  const submit = () => {
    if (!values || text === stored) return;
    save.mutate({ mode: 'replace', body: { configuration: values } }, { onSuccess: () => setEdited(undefined) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        <CodeEditor
          language="json"
          label="Configuration as JSON"
          description="Secrets are masked; a mask that stays keeps the secret. A key that is taken out is not set any more."
          value={text}
          onChange={setEdited}
          readOnly={!mayWrite}
          schema={schema}
          issues={issues}
          minHeight="20rem"
          maxHeight="44rem"
          onSave={submit}
        />
        {mayWrite && (
          <SaveBar
            hasChanges={text !== stored}
            hint={values ? undefined : 'This is no JSON object.'}
            isSaving={save.isPending}
            error={save.error}
            warnings={edited === undefined ? (save.data?.warnings ?? []) : []}
            onReset={() => {
              setEdited(undefined);
              save.reset();
            }}
          />
        )}
      </Stack>
    </form>
  );
}
