import { Alert, Box, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { keys } from './draft.ts';
import { definitionsIn, toggled, written, type Definition, type Definitions } from './resource-definitions.ts';
import { ResourceItem } from './resource-item.tsx';
import type { DraftForm } from './use-draft.ts';

/** Which resources are polled, and how: a check mark for each, to be opened and changed. */
export function ResourcesSection({ form }: { form: DraftForm }) {
  const { setup, draft, errors, resourceErrors, setValue } = form;
  const defaults = setup.events.pollerConfiguration as Definitions;
  const definitions = definitionsIn(draft.configuration[keys.resources], defaults);
  // What was taken out comes back as it was.
  const [removed, setRemoved] = useState<Definitions>({});
  if (!definitions)
    return (
      <Alert color="yellow" title="Resources to poll">
        They are written in a way that the form cannot show. The code has them.
      </Alert>
    );
  const change = (next: Definitions) => setValue(keys.resources, written(next, defaults));
  const toggle = (name: string) => {
    const definition = definitions[name];
    if (definition) setRemoved({ ...removed, [name]: definition });
    change(toggled(definitions, name, removed[name] ?? defaults[name]));
  };
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(removed), ...Object.keys(definitions)])];
  return (
    <Box component="fieldset" m={0} p={0} style={{ border: 0, minWidth: 0 }}>
      <Text component="legend" size="sm" fw={600}>
        Resources to poll
      </Text>
      <Text size="sm" c={errors[keys.resources] ? 'var(--mantine-color-error)' : 'dimmed'} mb="xs">
        {errors[keys.resources] ?? 'Open one to see and change what is asked for.'}
      </Text>
      <Stack gap="xs">
        {names.map((name) => (
          <ResourceItem
            key={name}
            name={name}
            definition={definitions[name]}
            issues={resourceErrors[name] ?? []}
            onToggle={() => toggle(name)}
            onChange={(definition: Definition) => change({ ...definitions, [name]: definition })}
          />
        ))}
        {names.length === 0 && <Text size="sm">This connector polls nothing by itself. Add a resource.</Text>}
        {Object.keys(definitions).length === 0 && names.length > 0 && (
          <Text size="sm">Nothing is polled: choose at least one resource, or disable events.</Text>
        )}
      </Stack>
      <AddResource
        form={form}
        taken={names}
        onAdd={(name, definition) => change({ ...definitions, [name]: definition })}
      />
    </Box>
  );
}

interface AddResourceProps {
  form: DraftForm;
  taken: readonly string[];
  onAdd: (name: string, definition: Definition) => void;
}

/** Polls another of the resources that the connector can read. */
function AddResource({ form: { setup }, taken, onAdd }: AddResourceProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const others = setup.resources.filter(({ name }) => !taken.includes(name));
  if (others.length === 0) return null;
  const add = () => {
    const resource = others.find(({ name }) => name === chosen);
    if (resource) onAdd(resource.name, { url: resource.path, idField: resource.idField });
    setChosen(null);
  };
  return (
    <Group align="flex-end" gap="xs" mt="sm">
      <Select
        label="Another resource"
        placeholder="Choose one"
        data={others.map(({ name, path }) => ({ value: name, label: `${name} (${path})` }))}
        value={chosen}
        onChange={setChosen}
        searchable
        style={{ flex: '1 1 14rem' }}
        maw={420}
      />
      <Button variant="default" onClick={add} disabled={chosen === null}>
        Add
      </Button>
    </Group>
  );
}
