import { Button, Group, Select, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { hubsOf, type CatalogueFilter, type Listed } from './catalogue-filter.ts';

interface CatalogueFiltersProps {
  all: readonly Listed[];
  filter: CatalogueFilter;
  onChange: (change: { [K in keyof CatalogueFilter]?: CatalogueFilter[K] | undefined }) => void;
}

const eventOptions = [
  { value: 'polling', label: 'Polling' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'both', label: 'Polling and webhooks' },
];

/** Narrows the catalogue; all of it stands in the URL. */
export function CatalogueFilters({ all, filter, onChange }: CatalogueFiltersProps) {
  const { q, hub, events, built } = filter;
  const narrowed = q !== '' || hub !== undefined || events !== undefined || built !== undefined;
  return (
    <Group component="search" gap="sm" mb="md" align="flex-end">
      <TextInput
        aria-label="Search connectors"
        placeholder="Search by name, hub or what it does"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        onChange={({ currentTarget }) => onChange({ q: currentTarget.value || undefined })}
        style={{ flex: '1 1 16rem' }}
        type="search"
      />
      <Select
        aria-label="Hub"
        placeholder="All hubs"
        data={hubsOf(all)}
        value={hub ?? null}
        onChange={(value) => onChange({ hub: value ?? undefined })}
        clearable
        searchable
        w={{ base: '100%', xs: 160 }}
        clearButtonProps={{ 'aria-label': 'All hubs' }}
      />
      <Select
        aria-label="Events"
        placeholder="All events"
        data={eventOptions}
        value={events ?? null}
        onChange={(value) => onChange({ events: (value ?? undefined) as CatalogueFilter['events'] })}
        clearable
        w={{ base: '100%', xs: 200 }}
        clearButtonProps={{ 'aria-label': 'All events' }}
      />
      <Switch
        label="Built here"
        checked={built === 'here'}
        onChange={({ currentTarget }) => onChange({ built: currentTarget.checked ? 'here' : undefined })}
        mb={8}
      />
      {narrowed && (
        <Button
          variant="subtle"
          onClick={() => onChange({ q: undefined, hub: undefined, events: undefined, built: undefined })}
        >
          Clear
        </Button>
      )}
    </Group>
  );
}
