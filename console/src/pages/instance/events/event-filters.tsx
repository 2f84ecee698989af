import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { deliveryStates, isFiltered, noFilters, periods, type EventSearch } from './event-search.ts';
import { resourcesQuery } from './events-query.ts';

const deliveryWords = { delivered: 'Delivered', outstanding: 'Outstanding', failed: 'Failed' };
const periodWords = { '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days' };
const types = ['CREATED', 'UPDATED', 'DELETED'];

interface EventFiltersProps {
  instanceId: number;
  search: EventSearch;
  onChange: (change: Partial<EventSearch>) => void;
  /** Buttons at the end of the row. */
  children?: ReactNode;
}

/** What the list of events is narrowed by. */
export function EventFilters({ instanceId, search, onChange, children }: EventFiltersProps) {
  const resources = useQuery(resourcesQuery(instanceId)).data ?? [];
  const choose = (change: Partial<EventSearch>) => onChange({ ...change, after: undefined });
  const withCurrent = (values: string[], current: string | undefined) =>
    current === undefined || values.includes(current) ? values : [...values, current];
  const between = search.period === undefined && (search.from !== undefined || search.to !== undefined);
  return (
    <Group gap="sm" align="flex-end" component="search" aria-label="Events">
      <SearchField value={search.q ?? ''} onChange={(q) => choose({ q: q === '' ? undefined : q })} />
      <Filter
        label="Type"
        data={withCurrent(types, search.type)}
        value={search.type}
        onChange={(type) => choose({ type })}
      />
      <Filter
        label="Resource"
        data={withCurrent(resources, search.resource)}
        value={search.resource}
        onChange={(resource) => choose({ resource })}
      />
      <Filter
        label="Delivery"
        data={deliveryStates.map((value) => ({ value, label: deliveryWords[value] }))}
        value={search.delivery}
        onChange={(delivery) => choose({ delivery: deliveryStates.find((state) => state === delivery) })}
      />
      <Filter
        label="Stored"
        data={[
          ...periods.map((value) => ({ value, label: periodWords[value] })),
          ...(between ? [{ value: 'between', label: 'As the link says' }] : []),
        ]}
        value={between ? 'between' : search.period}
        onChange={(period) => choose({ period: periods.find((one) => one === period), from: undefined, to: undefined })}
      />
      {isFiltered(search) && (
        <Button variant="subtle" px="xs" onClick={() => onChange(noFilters)}>
          Clear
        </Button>
      )}
      {children}
    </Group>
  );
}

interface FilterProps {
  label: string;
  data: (string | { value: string; label: string })[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Filter({ label, data, value, onChange }: FilterProps) {
  return (
    <Select
      label={label}
      placeholder="Any"
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': `Any ${label.toLowerCase()}` }}
      w={{ base: 'calc(50% - var(--mantine-spacing-sm) / 2)', sm: 124 }}
    />
  );
}

const typingMs = 250;

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Somebody else has changed it: a link, or the button that clears.
    if (value !== told) setText(value);
  }
  const tell = useDebouncedCallback((typed: string) => {
    setTold(typed);
    onChange(typed);
  }, typingMs);
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <TextInput
      ref={field}
      label="Search"
      placeholder="Record id or event id  ( / )"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      maxLength={200}
      w={{ base: '100%', sm: 'auto' }}
      style={{ flex: '1 1 11rem' }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
