import { Autocomplete, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ErrorState } from '../../../parts/error-state.tsx';
import {
  authenticationKinds,
  authenticationLabels,
  connectorDocument,
  emptyConnector,
  faultsOf,
  keyOf,
} from './new-connector.ts';
import { type ElementDetails, useMakeConnector } from './use-connector-actions.ts';

const hubs = ['crm', 'marketing', 'finance', 'helpdesk', 'documents', 'ecommerce', 'general'];

interface MadeProps {
  onMade: (connector: ElementDetails) => void;
}

/** Begins a connector: the least that one needs; resources, events and hooks come afterwards. */
export function CreateConnectorForm({ onMade }: MadeProps) {
  const make = useMakeConnector();
  const form = useForm({ initialValues: emptyConnector, validate: (values) => faultsOf(values) });
  const { authentication, name } = form.values;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        make.mutate(connectorDocument(values), { onSuccess: (made) => onMade(made) }),
      )}
    >
      <Stack>
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <Group grow align="flex-start">
          <TextInput
            label="Key"
            description="How URLs name it. It cannot be changed."
            placeholder={keyOf(name)}
            {...form.getInputProps('key')}
          />
          <Autocomplete
            label="Hub"
            description="The family that its resources belong to."
            required
            data={hubs}
            {...form.getInputProps('hub')}
          />
        </Group>
        <TextInput
          label="Base URL"
          description="What the paths of all requests are added to."
          required
          inputMode="url"
          {...form.getInputProps('baseUrl')}
        />
        <Select
          label="Authentication"
          data={authenticationKinds.map((value) => ({ value, label: authenticationLabels[value] }))}
          allowDeselect={false}
          {...form.getInputProps('authentication')}
        />
        {authentication === 'oauth2' && (
          <>
            <TextInput label="Authorization URL" required inputMode="url" {...form.getInputProps('authorizationUrl')} />
            <TextInput label="Token URL" required inputMode="url" {...form.getInputProps('tokenUrl')} />
            <TextInput label="Scope" description="Separated by blanks." {...form.getInputProps('scope')} />
          </>
        )}
        {authentication === 'apiKey' && <TextInput label="Header" required {...form.getInputProps('header')} />}
        {make.error && <ErrorState error={make.error} title="The connector was not made" />}
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            Create the connector
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
