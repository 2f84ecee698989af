import { Button, Checkbox, Collapse, Group, Paper, Text } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { Issue } from '../../api/api-error.ts';
import { readField, type Definition } from './resource-definitions.ts';
import { ResourceFields } from './resource-fields.tsx';

interface ResourceItemProps {
  name: string;
  /** Undefined: it is not polled. */
  definition: Definition | undefined;
  /** What is wrong below it. */
  issues: readonly Issue[];
  onToggle: () => void;
  onChange: (definition: Definition) => void;
}

/** One resource: whether it is polled, and behind a button how. */
export function ResourceItem({ name, definition, issues, onToggle, onChange }: ResourceItemProps) {
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const shown = definition !== undefined && (opened || issues.length > 0);
  return (
    <Paper px="md" py="sm">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Checkbox
          label={name}
          description={
            definition && (
              <Text span size="xs" ff="monospace" className="wrap-anywhere">
                {readField(definition, 'url')}
              </Text>
            )
          }
          checked={definition !== undefined}
          onChange={onToggle}
          styles={{ body: { alignItems: 'flex-start' } }}
        />
        {definition && (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ flexShrink: 0 }}
            onClick={toggle}
            aria-expanded={shown}
            aria-controls={id}
            aria-label={`${shown ? 'Close' : 'Edit'} ${name}`}
            rightSection={
              <IconChevronDown size={14} aria-hidden style={shown ? { transform: 'rotate(180deg)' } : {}} />
            }
          >
            {shown ? 'Close' : 'Edit'}
          </Button>
        )}
      </Group>
      <Collapse expanded={shown} id={id}>
        {definition && <ResourceFields name={name} definition={definition} issues={issues} onChange={onChange} />}
      </Collapse>
    </Paper>
  );
}
