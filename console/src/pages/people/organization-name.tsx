import { Button, Card, Group, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api/client.ts';
import { useIsAdmin } from '../../api/use-session.ts';
import { FormFault } from '../../parts/form-fault.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { Organization } from './people-query.ts';

export function OrganizationName({ organization }: { organization: Organization }) {
  const isAdmin = useIsAdmin();
  const form = useForm({
    initialValues: { name: organization.name },
    validate: { name: (name) => (name.trim() === '' ? 'Enter a name' : null) },
  });
  const save = useAction({
    run: async () => {
      const { name } = await answerOf(api.PATCH('/elements/api-v2/organizations/me', { body: form.getValues() }));
      form.setInitialValues({ name });
      form.reset();
    },
    done: 'The name was changed.',
    failed: false,
    changes: [['organization'], ['organizations'], ['session']],
  });
  return (
    <Card>
      <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
        <Stack maw={480}>
          <Title order={2} size="h4">
            Name
          </Title>
          <FormFault error={save.error} title="The name was not changed" />
          <TextInput label="Name of the organisation" readOnly={!isAdmin} {...form.getInputProps('name')} />
          {isAdmin && (
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  );
}
