import { Group, Paper, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';

/** What stands in place of a table that has no rows. `good`: that it has none is good news. */
export function NothingHere({ good = false, children }: { good?: boolean; children: string }) {
  const Icon = good ? IconCircleCheck : IconInfoCircle;
  return (
    <Paper p="md">
      <Group gap="xs" wrap="nowrap">
        <Icon size={18} aria-hidden color={good ? 'var(--mantine-color-green-light-color)' : undefined} />
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      </Group>
    </Paper>
  );
}
