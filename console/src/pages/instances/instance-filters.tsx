import { ActionIcon, Group, Kbd, Pill, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { printNumber } from '../../parts/format.ts';
import { connectorNamesQuery, instanceCountQuery } from './instance-list-queries.ts';
import { sorts, states, type InstanceSearch, type Sort, type State } from './instance-search.ts';

interface InstanceFiltersProps {
  search: InstanceSearch;
  onChange: (change: Partial<InstanceSearch>) => void;
  searchField: RefObject<HTMLInputElement | null>;
}

const stateWords: Record<State, string> = {
  healthy: 'Healthy',
  attention: 'Need attention',
  reconnect: 'To reconnect',
  paused: 'Paused',
  failing: 'Failing',
  disabled: 'Disabled',
};
const sortWords: Record<Sort, string> = { newest: 'Newest first', name: 'By name', oldest: 'Oldest first' };

/** What narrows and orders the list. */
export function InstanceFilters({ search, onChange, searchField }: InstanceFiltersProps) {
  const [text, setText] = useSearchText(search.q, (q) => onChange({ q }));
  const clear = (
    <ActionIcon variant="subtle" color="gray" aria-label="Clear the search" onClick={() => setText('')}>
      <IconX size={16} aria-hidden />
    </ActionIcon>
  );
  return (
    <Group component="search" align="flex-end" gap="sm" mb="md">
      <TextInput
        ref={searchField}
        label="Search"
        type="search"
        placeholder="Name, tag or id"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          text === '' ? (
            <Kbd size="xs" aria-hidden>
              {'/'}
            </Kbd>
          ) : (
            clear
          )
        }
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        style={{ flex: '2 1 15rem' }}
      />
      <ConnectorSelect value={search.connector} onChange={(connector) => onChange({ connector })} />
      <Select
        label="State"
        placeholder="Any"
        clearable
        data={states.map((value) => ({ value, label: stateWords[value] }))}
        value={search.state ?? null}
        onChange={(value) => onChange({ state: (value as State | null) ?? undefined })}
        style={{ flex: '1 1 9rem' }}
      />
      <Select
        label="Order"
        allowDeselect={false}
        data={sorts.map((value) => ({ value, label: sortWords[value] }))}
        value={search.sort ?? 'newest'}
        onChange={(value) => onChange({ sort: value === 'newest' ? undefined : (value as Sort) })}
        style={{ flex: '1 1 9rem' }}
      />
      {search.tag !== undefined && (
        <Pill
          size="lg"
          withRemoveButton
          onRemove={() => onChange({ tag: undefined })}
          removeButtonProps={{ 'aria-label': `Show other tags than ${search.tag}`, 'aria-hidden': false, tabIndex: 0 }}
        >
          {`Tag: ${search.tag}`}
        </Pill>
      )}
    </Group>
  );
}

/** Those connectors that have instances. */
function ConnectorSelect({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (key: string | undefined) => void;
}) {
  const counts = useQuery(instanceCountQuery).data?.elementInstances ?? {};
  const names = useQuery(connectorNamesQuery).data ?? {};
  const used = Object.entries(counts).map(([key, count]) => ({
    value: key,
    label: `${names[key]?.name ?? key} (${printNumber(count)})`,
  }));
  const known = value === undefined || used.some((one) => one.value === value);
  return (
    <Select
      label="Connector"
      placeholder="Any"
      clearable
      searchable
      nothingFoundMessage="No instance has such a connector"
      data={known ? used : [...used, { value, label: value }]}
      value={value ?? null}
      onChange={(key) => onChange(key ?? undefined)}
      style={{ flex: '1 1 11rem' }}
    />
  );
}

/** The text as it is typed; it is searched for when the typing pauses. */
function useSearchText(searched: string | undefined, onSearch: (text: string | undefined) => void) {
  const [text, setText] = useState(searched ?? '');
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim() === '' ? undefined : typed.trim()), 250);
  const [known, setKnown] = useState(searched);
  // The URL was changed by something else: a link, or the way back.
  if (known !== searched) {
    setKnown(searched);
    if (text.trim() !== (searched ?? '')) setText(searched ?? '');
  }
  const type = (typed: string) => {
    setText(typed);
    search(typed);
  };
  return [text, type] as const;
}
