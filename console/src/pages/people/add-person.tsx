import { Button, Group, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api/client.ts';
import type { Role } from '../../api/session.ts';
import { emailFault } from '../../parts/email-fault.ts';
import { FormFault } from '../../parts/form-fault.tsx';
import { passwordFault } from '../../parts/password-rules.ts';
import { showSecrets } from '../../parts/show-secrets.tsx';
import { useAction } from '../../parts/use-action.ts';
import { RoleField } from './role-field.tsx';

interface Values {
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  password: string;
}

/** A new user; the answer's secrets are shown once. */
export function AddPerson({ onDone }: { onDone: () => void }) {
  const form = useForm<Values>({
    initialValues: { email: '', firstName: '', lastName: '', role: 'member', password: '' },
    validate: {
      email: emailFault,
      password: (password) => (password === '' ? null : passwordFault(password)),
    },
  });
  // Takes no variables, which would keep the password in the cache of mutations.
  const add = useAction({
    run: async () => {
      const { password, ...person } = form.getValues();
      const body = { ...person, ...(password !== '' && { password }) };
      const made = await answerOf(api.POST('/elements/api-v2/users', { body }));
      onDone();
      void showSecrets({
        title: `${made.email} can sign in`,
        body: 'Hand these over in a safe way. The password can be changed after the first sign-in, under Profile.',
        secrets: [
          ...(made.password === null ? [] : [{ label: 'First password', value: made.password }]),
          { label: 'User secret', value: made.secret, description: 'For programs that call the API in this name.' },
        ],
      });
    },
    failed: false,
    changes: [['people']],
  });
  return (
    <form onSubmit={form.onSubmit(() => add.mutate())} noValidate>
      <Stack>
        <FormFault error={add.error} title="The person was not added" />
        <TextInput
          label="E-mail address"
          description="What the person signs in with. No message is sent to it."
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps('email')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="First name" autoComplete="off" {...form.getInputProps('firstName')} />
          <TextInput label="Last name" autoComplete="off" {...form.getInputProps('lastName')} />
        </SimpleGrid>
        <RoleField {...form.getInputProps('role')} />
        <PasswordInput
          label="First password"
          description="Leave it empty, and one is made and shown to you once."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
