import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api/client.ts';
import { emailFault } from '../../parts/email-fault.ts';
import { FormFault } from '../../parts/form-fault.tsx';
import { showSecrets } from '../../parts/show-secrets.tsx';
import { useAction } from '../../parts/use-action.ts';

/** An organisation with its first admin, whose secrets are shown once. */
export function AddOrganization({ onDone }: { onDone: () => void }) {
  const form = useForm({
    initialValues: { name: '', email: '', firstName: '', lastName: '' },
    validate: { name: (name) => (name.trim() === '' ? 'Enter a name' : null), email: emailFault },
  });
  const make = useAction({
    run: async () => {
      const { name, ...admin } = form.getValues();
      const made = await answerOf(api.POST('/elements/api-v2/organizations', { body: { name, admin } }));
      onDone();
      void showSecrets({
        title: `${made.name} is ready`,
        body: `Hand these to ${made.admin.email} in a safe way.`,
        secrets: [
          ...(made.admin.password === null ? [] : [{ label: 'First password', value: made.admin.password }]),
          { label: 'User secret', value: made.admin.secret },
          { label: 'Organization secret', value: made.secret },
        ],
      });
    },
    failed: false,
    changes: [['organizations']],
  });
  return (
    <form onSubmit={form.onSubmit(() => make.mutate())} noValidate>
      <Stack>
        <FormFault error={make.error} title="The organisation was not made" />
        <TextInput label="Name of the organisation" required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="E-mail address of its first admin"
          type="email"
          autoComplete="off"
          required
          {...form.getInputProps('email')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="First name" autoComplete="off" {...form.getInputProps('firstName')} />
          <TextInput label="Last name" autoComplete="off" {...form.getInputProps('lastName')} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending}>
            Make it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
