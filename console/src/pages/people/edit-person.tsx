import { Button, Group, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api/client.ts';
import { emailFault } from '../../parts/email-fault.ts';
import { FormFault } from '../../parts/form-fault.tsx';
import { passwordFault } from '../../parts/password-rules.ts';
import { useAction } from '../../parts/use-action.ts';
import type { User } from './people-query.ts';
import { RoleField } from './role-field.tsx';

interface EditPersonProps {
  person: User;
  /** The own password is changed under Profile, where the current one is asked for. */
  isOneself: boolean;
  onDone: () => void;
}

/** Changes a person; a role counts from the next request on. */
export function EditPerson({ person, isOneself, onDone }: EditPersonProps) {
  const { id, email, firstName, lastName, role } = person;
  const form = useForm({
    initialValues: { email, firstName, lastName, role, password: '' },
    validate: {
      email: emailFault,
      password: (password) => (password === '' ? null : passwordFault(password)),
    },
  });
  const save = useAction({
    run: async () => {
      const { password, ...values } = form.getValues();
      const body = { ...values, ...(password !== '' && { password }) };
      await answerOf(api.PATCH('/elements/api-v2/users/{userId}', { params: { path: { userId: String(id) } }, body }));
      onDone();
    },
    done: 'The person was changed.',
    failed: false,
    changes: [['people'], ['session']],
  });
  return (
    <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
      <Stack>
        <FormFault error={save.error} title="The person was not changed" />
        <TextInput label="E-mail address" type="email" autoComplete="off" required {...form.getInputProps('email')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="First name" autoComplete="off" {...form.getInputProps('firstName')} />
          <TextInput label="Last name" autoComplete="off" {...form.getInputProps('lastName')} />
        </SimpleGrid>
        <RoleField {...form.getInputProps('role')} />
        {!isOneself && (
          <PasswordInput
            label="New password"
            description="Leave it empty to keep the one that is. A new one ends all sessions of this person."
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
