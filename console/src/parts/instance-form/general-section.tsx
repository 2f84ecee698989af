import { TagsInput, TextInput } from '@mantine/core';
import { useMayWrite } from '../../api/use-session.ts';
import { FormSection } from './form-section.tsx';
import type { DraftForm } from './use-draft.ts';

/** How the instance is found again. */
export function GeneralSection({ form: { draft, errors, change } }: { form: DraftForm }) {
  const mayWrite = useMayWrite();
  return (
    <FormSection title="Instance">
      <TextInput
        name="name"
        label="Name"
        description="Told with every event as instanceName."
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={errors['name']}
        maxLength={255}
        autoComplete="off"
        required
      />
      <TagsInput
        name="tags"
        label="Tags"
        description="To find it by, such as a customer. Press Enter after each. Default: the name."
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        error={errors['tags']}
        clearable={mayWrite}
        clearButtonProps={{ 'aria-label': 'Remove all tags' }}
      />
    </FormSection>
  );
}
