import { Button, Card, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api/client.ts';
import { useSession } from '../../api/use-session.ts';
import { FormFault } from '../../parts/form-fault.tsx';
import { passwordFault } from '../../parts/password-rules.ts';
import { useAction } from '../../parts/use-action.ts';

export function OwnPassword() {
  const { email } = useSession().user;
  const form = useForm({
    initialValues: { currentPassword: '', password: '', again: '' },
    validate: {
      currentPassword: (current) => (current === '' ? 'Enter the password that you signed in with' : null),
      password: passwordFault,
      again: (again, { password }) => (again === password ? null : 'This is not the same as above'),
    },
  });
  // Takes no variables, which would keep the passwords in the cache of mutations.
  const save = useAction({
    run: async () => {
      const { currentPassword, password } = form.getValues();
      await answerOf(api.PATCH('/elements/api-v2/users/me', { body: { currentPassword, password } }));
      form.reset();
    },
    done: 'Your password was changed. All other sessions of yours have ended.',
    failed: false,
  });
  return (
    <Card>
      <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
        <Stack>
          <Title order={2} size="h4">
            Password
          </Title>
          <Text size="sm" c="dimmed">
            A new password signs you out everywhere but here.
          </Text>
          <FormFault error={save.error} title="Your password was not changed" />
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters."
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <PasswordInput label="New password again" autoComplete="new-password" {...form.getInputProps('again')} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              Change the password
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
