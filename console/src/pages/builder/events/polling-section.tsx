import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { AddResource } from './add-resource.tsx';
import { firstEntry, resourceOfUrl, type ModelledResource } from './connector-model.ts';
import { newId, pollingOf, type PolledResource } from './event-settings.ts';
import { PollingCode, type CodeState } from './polling-code.tsx';
import { textSetting } from './poll-entry.ts';
import type { PollingPreview } from './preview-words.ts';
import { ResourceCard } from './resource-card.tsx';
import { fieldPaths } from './sample-record.ts';
import type { EventForm } from './use-event-form.ts';

interface PollingSectionProps {
  form: EventForm;
  hub: string;
  models: readonly ModelledResource[];
  selected: PolledResource | undefined;
  onSelect: (id: string) => void;
  names: Readonly<Record<string, string>>;
  /** Of the resource that is selected. */
  preview: PollingPreview | undefined;
  /** The record that is tried: its fields are suggested. */
  sample: unknown;
  code: CodeState;
}

/** The polled resources, as a form or as the JSON that is stored. */
export function PollingSection(props: PollingSectionProps) {
  const { form, hub, models, onSelect, code } = props;
  const { resources } = form.values;
  const [addedId, setAddedId] = useState<string>();
  const add = (name: string) => {
    const known = models.find((one) => one.name === name);
    const added = { id: newId(), name, entry: firstEntry(name, hub, known) };
    form.setFieldValue('resources', [...resources, added]);
    setAddedId(added.id);
    onSelect(added.id);
  };
  const polledPaths = new Set(resources.map(({ entry }) => textSetting(entry, 'url').split('?')[0]));
  return (
    <Stack gap="md" component="section" aria-labelledby="polling-title">
      <Group justify="space-between">
        <Title order={2} size="h4" id="polling-title">
          Polling resources
        </Title>
        <SegmentedControl
          aria-label="How the resources are shown"
          size="xs"
          data={[
            { value: 'form', label: 'Form' },
            { value: 'code', label: 'Code' },
          ]}
          value={code.text === undefined ? 'form' : 'code'}
          onChange={(value) => {
            setAddedId(undefined);
            code.show(value === 'code' ? JSON.stringify(pollingOf(form.values), null, 2) : undefined);
          }}
        />
      </Group>
      {code.problem !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {code.problem}
        </Text>
      )}
      {code.text === undefined ? (
        <>
          <AddResource
            suggestions={models.filter(({ path }) => !polledPaths.has(path)).map(({ name }) => name)}
            taken={resources.map(({ name }) => name.trim())}
            onAdd={add}
          />
          {resources.length === 0 && (
            <EmptyState title="Nothing is polled yet" order={3}>
              Enter the name of a resource whose records have a created and an updated date, and add it.
            </EmptyState>
          )}
          <Cards {...props} addedId={addedId} />
        </>
      ) : (
        <PollingCode {...props} text={code.text} />
      )}
    </Stack>
  );
}

interface CardsProps extends PollingSectionProps {
  /** The one that was added last, here and now. */
  addedId: string | undefined;
}

function Cards({ form, models, selected, onSelect, names, preview, sample, addedId }: CardsProps) {
  const { resources } = form.values;
  const set = (next: PolledResource[]) => form.setFieldValue('resources', next);
  return resources.map((resource) => {
    const isSelected = resource.id === selected?.id;
    const model = resourceOfUrl(models, textSetting(resource.entry, 'url'));
    const modelled = model?.fields.map(({ name }) => name) ?? [];
    return (
      <ResourceCard
        key={resource.id}
        resource={resource}
        isNew={resource.id === addedId}
        selected={isSelected && resources.length > 1}
        onSelect={() => onSelect(resource.id)}
        onChange={(change) => set(resources.map((one) => (one.id === resource.id ? { ...one, ...change } : one)))}
        onRemove={() => set(resources.filter((one) => one.id !== resource.id))}
        fields={[...modelled, ...(isSelected ? fieldPaths(sample) : [])]}
        nameError={names[resource.id]}
        issues={isSelected ? preview?.issues : undefined}
      />
    );
  });
}
