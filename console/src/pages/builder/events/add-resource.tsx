import { Autocomplete, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';

interface AddResourceProps {
  /** Resources of the connector that are not polled yet. */
  suggestions: readonly string[];
  taken: readonly string[];
  onAdd: (name: string) => void;
}

/** A name, and a polled resource is added. */
export function AddResource({ suggestions, taken, onAdd }: AddResourceProps) {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const isTaken = taken.includes(trimmed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '' || isTaken) return;
    onAdd(trimmed);
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="sm">
        <Autocomplete
          label="Resource name"
          placeholder={suggestions[0] === undefined ? 'Such as contacts' : `Such as ${suggestions[0]}`}
          value={name}
          onChange={setName}
          data={[...suggestions]}
          error={isTaken ? `${trimmed} is polled already.` : undefined}
          spellCheck={false}
          autoCapitalize="off"
          style={{ flex: '1 1 14rem' }}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={trimmed === '' || isTaken}
          mt={25}
        >
          Add Polling Resource
        </Button>
      </Group>
    </form>
  );
}
