import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldText, keys } from './draft.ts';
import type { DraftForm } from './use-draft.ts';

const beginnings = [
  { value: 'now', label: 'Now: only what changes from now on' },
  { value: 'beginning', label: 'Everything that is there already' },
  { value: 'date', label: 'A date' },
];

/** Where the first poll begins. */
export function StartField({ form: { draft, errors, setValue } }: { form: DraftForm }) {
  const value = fieldText(draft.configuration, keys.start);
  const isWord = value === '' || value === 'now' || value === 'beginning';
  const [dated, setDated] = useState(!isWord);
  const choose = (chosen: string | null) => {
    setDated(chosen === 'date');
    setValue(keys.start, chosen === 'beginning' ? 'beginning' : '');
  };
  const byDate = dated || !isWord;
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label="Where the first poll begins"
        data={beginnings}
        value={byDate ? 'date' : value || 'now'}
        onChange={choose}
        error={byDate ? undefined : errors[keys.start]}
        allowDeselect={false}
        style={{ flex: '1 1 18rem' }}
        maw={480}
      />
      {byDate && (
        <TextInput
          name={keys.start}
          label="Date"
          placeholder="2026-01-31T08:00:00Z"
          value={value}
          onChange={({ currentTarget }) => setValue(keys.start, currentTarget.value)}
          error={errors[keys.start]}
          style={{ flex: '1 1 12rem' }}
          maw={280}
        />
      )}
    </Group>
  );
}
