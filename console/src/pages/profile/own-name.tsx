import { Button, Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api/client.ts';
import { useSession } from '../../api/use-session.ts';
import { FormFault } from '../../parts/form-fault.tsx';
import { roleWords } from '../../parts/role-words.ts';
import { useAction } from '../../parts/use-action.ts';

export function OwnName() {
  const { user, organization } = useSession();
  const { firstName, lastName, email, role } = user;
  const form = useForm({ initialValues: { firstName, lastName } });
  const save = useAction({
    run: async () => {
      const changed = await answerOf(api.PATCH('/elements/api-v2/users/me', { body: form.getValues() }));
      form.setInitialValues({ firstName: changed.firstName, lastName: changed.lastName });
      form.reset();
    },
    done: 'Your name was changed.',
    failed: false,
    changes: [['session'], ['people']],
  });
  return (
    <Card>
      <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
        <Stack>
          <Title order={2} size="h4">
            You
          </Title>
          <Text size="sm" className="wrap-anywhere">
            {email}, {roleWords[role].label.toLowerCase()} of {organization.name}.{' '}
            <Text span c="dimmed" size="sm">
              {roleWords[role].may}
            </Text>
          </Text>
          <FormFault error={save.error} title="Your name was not changed" />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label="First name" autoComplete="given-name" {...form.getInputProps('firstName')} />
            <TextInput label="Last name" autoComplete="family-name" {...form.getInputProps('lastName')} />
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
