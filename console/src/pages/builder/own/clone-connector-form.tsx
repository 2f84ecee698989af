import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ErrorState } from '../../../parts/error-state.tsx';
import { textOf } from '../../../parts/use-url-state.ts';
import { catalogueQuery } from '../../../api/catalogue-queries.ts';
import { type ElementDetails, useCloneConnector } from './use-connector-actions.ts';

/** Makes a connector of one's own from one that is there. */
export function CloneConnectorForm({ onMade }: { onMade: (connector: ElementDetails) => void }) {
  const { data: all = [] } = useQuery(catalogueQuery);
  const clone = useCloneConnector();
  // The page of a connector leads here with its key.
  const from = textOf(useSearch({ strict: false }), 'from') ?? null;
  const form = useForm({
    initialValues: { from, name: '', key: '' },
    validate: {
      from: (value) => (value === null ? 'Choose a connector.' : null),
      key: (value) =>
        value === '' || /^[A-Za-z][\w-]{0,63}$/.test(value)
          ? null
          : 'Letters, digits, - and _, beginning with a letter; at most 64.',
    },
  });
  const chosen = all.find(({ key }) => key === form.values.from);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ from, name, key }) =>
        clone.mutate({ from: from ?? '', name: name.trim(), key }, { onSuccess: (made) => onMade(made) }),
      )}
    >
      <Stack>
        <Select
          label="Connector"
          description="Its resources, polling, webhooks and hooks are taken over."
          required
          searchable
          data-autofocus
          data={all.map(({ key, name }) => ({ value: key, label: name }))}
          {...form.getInputProps('from')}
        />
        <Group grow align="flex-start">
          <TextInput label="Name" placeholder={chosen && `${chosen.name} clone`} {...form.getInputProps('name')} />
          <TextInput label="Key" placeholder={chosen && `${chosen.key}clone`} {...form.getInputProps('key')} />
        </Group>
        {clone.error && <ErrorState error={clone.error} title="The connector was not cloned" />}
        <Group justify="flex-end">
          <Button type="submit" loading={clone.isPending}>
            Clone it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
