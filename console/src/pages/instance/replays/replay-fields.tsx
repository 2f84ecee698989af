import { MultiSelect, Radio, SegmentedControl, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { resourcesQuery } from '../events/events-query.ts';
import type { ReplayForm } from './replay-form.ts';

interface ReplayFieldsProps {
  instanceId: number;
  form: UseFormReturnType<ReplayForm>;
}

/** Which events, and where to. */
export function ReplayFields({ instanceId, form }: ReplayFieldsProps) {
  const resources = useQuery(resourcesQuery(instanceId)).data ?? [];
  return (
    <>
      <PeriodFields form={form} />
      <MultiSelect
        label="Resources"
        placeholder={form.values.resources.length === 0 ? 'All' : ''}
        data={resources}
        clearable
        searchable
        {...form.getInputProps('resources')}
      />
      <MultiSelect
        label="Event types"
        placeholder={form.values.types.length === 0 ? 'All' : ''}
        data={['CREATED', 'UPDATED', 'DELETED', 'UNKNOWN']}
        clearable
        {...form.getInputProps('types')}
      />
      <TagsInput
        label="Ids of records"
        description="Only events of these records. Enter after each."
        placeholder={form.values.objectIds.length === 0 ? 'All' : ''}
        clearable
        {...form.getInputProps('objectIds')}
      />
      <Radio.Group label="Send to" {...form.getInputProps('target')}>
        <Stack gap="xs" mt={4}>
          <Radio value="own" label="The callback URL of the instance" />
          <Radio value="other" label="Another URL" />
        </Stack>
      </Radio.Group>
      {form.values.target === 'other' && (
        <TextInput
          label="URL"
          description="It gets the signature key and the format of the instance, and none of its headers or passwords."
          type="url"
          placeholder="https://example.com/events"
          {...form.getInputProps('url')}
        />
      )}
    </>
  );
}

function PeriodFields({ form }: Pick<ReplayFieldsProps, 'form'>) {
  const label = useId();
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id={label}>
        Events that were stored
      </Text>
      <SegmentedControl
        aria-labelledby={label}
        data={[
          { value: 'between', label: 'In a time' },
          { value: 'everything', label: 'At any time' },
        ]}
        {...form.getInputProps('period')}
      />
      {form.values.period === 'between' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="From" type="datetime-local" {...form.getInputProps('from')} />
          <TextInput
            label="Until"
            type="datetime-local"
            description="Empty: now"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('to')}
          />
        </SimpleGrid>
      )}
    </Stack>
  );
}
