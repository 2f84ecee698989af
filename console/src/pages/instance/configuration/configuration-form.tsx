import { Stack, Text } from '@mantine/core';
import { useMayWrite } from '../../../api/use-session.ts';
import type { ElementSetup } from '../../../api/catalogue-queries.ts';
import { accountEntries } from '../../../parts/instance-form/account-entries.ts';
import { EntryInput } from '../../../parts/instance-form/entry-input.tsx';
import { EventsSection } from '../../../parts/instance-form/events-section.tsx';
import { FormSection } from '../../../parts/instance-form/form-section.tsx';
import { GeneralSection } from '../../../parts/instance-form/general-section.tsx';
import { MoreFields } from '../../../parts/instance-form/more-fields.tsx';
import { showFirstError } from '../../../parts/instance-form/show-first-error.ts';
import { useLeaveQuestion } from '../../../parts/use-leave-question.ts';
import type { Instance } from '../instance-queries.ts';
import { SaveBar } from './save-bar.tsx';
import { useEditForm, type EditForm } from './use-edit-form.ts';
import { useSave } from './use-save.ts';

interface ConfigurationFormProps {
  instance: Instance;
  connector: ElementSetup;
}

/** The configuration in fields, as the connector describes them. Only what was changed is sent. */
export function ConfigurationForm({ instance, connector }: ConfigurationFormProps) {
  const form = useEditForm(connector, instance);
  const save = useSave(instance);
  const mayWrite = useMayWrite();
  useLeaveQuestion(form.changes !== undefined && !save.isPending, ['tab', 'view']);
  const submit = () => {
    const { changes } = form;
    if (!changes) return;
    save.mutate(
      { mode: 'merge', body: changes },
      {
        onSuccess: form.reset,
        onError: (error) => {
          form.refuse(error);
          showFirstError();
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {/* Who may only look is not offered to change anything. */}
      <fieldset disabled={!mayWrite} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="lg">
          <GeneralSection form={form} />
          <Account form={form} />
          <EventsSection form={form} />
          {mayWrite && (
            <SaveBar
              hasChanges={form.changes !== undefined}
              isSaving={save.isPending}
              error={save.error}
              warnings={form.changes ? [] : (save.data?.warnings ?? [])}
              onReset={() => {
                form.reset();
                save.reset();
              }}
            />
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

function Account({ form }: { form: EditForm }) {
  const { setup, draft, errors } = form;
  const { main, more } = accountEntries(setup, draft);
  const multiline = setup.authentication.kind === 'jwt';
  return (
    <FormSection title="Account" description={`What ${setup.name} asks for to let this server read.`}>
      {main.length === 0 && <Text size="sm">Nothing has to be entered.</Text>}
      {main.map((entry) => (
        <EntryInput key={entry.key} entry={entry} form={form} multiline={multiline} />
      ))}
      {more.length > 0 && (
        <MoreFields label="More about the account" open={more.some(({ key }) => errors[key] !== undefined)}>
          {more.map((entry) => (
            <EntryInput key={entry.key} entry={entry} form={form} multiline={multiline} />
          ))}
        </MoreFields>
      )}
    </FormSection>
  );
}
