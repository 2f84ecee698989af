import { Alert, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { Issue } from '../../api/api-error.ts';
import { fieldOfPath, readField, writeField, type Definition, type DefinitionField } from './resource-definitions.ts';

interface ResourceFieldsProps {
  name: string;
  definition: Definition;
  issues: readonly Issue[];
  onChange: (definition: Definition) => void;
}

const dates: readonly { field: DefinitionField; label: string; placeholder?: string }[] = [
  { field: 'updatedField', label: 'Updated Date Field' },
  { field: 'updatedFormat', label: 'Updated Date Format', placeholder: "yyyy-MM-dd'T'HH:mm:ssXXX" },
  { field: 'updatedTimezone', label: 'Updated Date Timezone', placeholder: 'UTC' },
  { field: 'createdField', label: 'Created Date Field' },
  { field: 'createdFormat', label: 'Created Date Format', placeholder: 'as the updated one' },
  { field: 'createdTimezone', label: 'Created Date Timezone', placeholder: 'as the updated one' },
];

/** How a resource is polled. What has no field here stays as it is, and stands in the code. */
export function ResourceFields({ name, definition, issues, onChange }: ResourceFieldsProps) {
  const errorOf = (field: DefinitionField) => issues.find(({ path }) => fieldOfPath(path) === field)?.message;
  const others = issues.filter(({ path }) => fieldOfPath(path) === undefined);
  const fieldProps = (field: DefinitionField) => ({
    name: `${name}.${field}`,
    value: readField(definition, field),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange(writeField(definition, field, currentTarget.value)),
    error: errorOf(field),
    autoComplete: 'off',
    spellCheck: false,
  });
  return (
    <Stack gap="sm" pt="sm">
      {others.map(({ path, message }) => (
        <Alert key={`${path} ${message}`} color="red" title={path}>
          {message}
        </Alert>
      ))}
      <Textarea
        {...fieldProps('url')}
        label="URL"
        description="What is asked for. Dates in braces, such as ${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}, are filled with the last poll."
        autosize
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <TextInput {...fieldProps('idField')} label="ID Field" maw={320} />
      <Text size="sm" fw={600} mt={4}>
        Advanced Filtering
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" verticalSpacing="sm">
        {dates.map(({ field, label, placeholder }) => (
          <TextInput key={field} {...fieldProps(field)} label={label} placeholder={placeholder} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
