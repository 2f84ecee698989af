import { Select } from '@mantine/core';
import { useState } from 'react';
import { belowInput } from './format-field.tsx';
import { zoneGroups } from './timezones.ts';

interface TimezoneFieldProps {
  label: string;
  /** Where the label says too little by itself. */
  'aria-label'?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  /** What counts where none is set. */
  byDefault: string;
}

/** The zone of dates that name none. */
export function TimezoneField({ value, onChange, error, byDefault, ...names }: TimezoneFieldProps) {
  // Some hundreds of options, which a page with many of these fields would make again with every key that is typed.
  const [opened, setOpened] = useState(false);
  const closed = value === '' ? [] : [value];
  return (
    <Select
      {...names}
      inputWrapperOrder={belowInput}
      value={value === '' ? null : value}
      onChange={(zone) => onChange(zone ?? '')}
      data={opened ? zoneGroups(value) : closed}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Clear: ${names['aria-label'] ?? names.label}` }}
      limit={80}
      placeholder={byDefault}
      description="Of dates that name none"
      nothingFoundMessage="No such zone. Type a city, UTC, or an offset such as -08:00."
      error={error}
    />
  );
}
