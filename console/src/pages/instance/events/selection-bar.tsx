import { Button, Group, Paper, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { confirm } from '../../../parts/confirm.tsx';
import { printCount } from '../../../parts/format.ts';
import { useRedeliver } from './use-redeliver.ts';

interface SelectionBarProps {
  instanceId: number;
  eventIds: string[];
  onDone: () => void;
}

/** What can be done with the events that are selected. */
export function SelectionBar({ instanceId, eventIds, onDone }: SelectionBarProps) {
  const redeliver = useRedeliver(instanceId);
  const events = printCount(eventIds.length, 'event');
  const ask = async () => {
    const yes = await confirm({
      title: `Redeliver ${events}?`,
      body: 'They are sent once more to the callback URL of the instance, with the same event ids, marked as a replay.',
      confirmLabel: `Redeliver ${events}`,
      destructive: false,
    });
    if (yes) redeliver.mutate({ eventIds }, { onSuccess: onDone });
  };
  return (
    <Paper p="xs" px="md" component="section" aria-label="Selected events">
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={600} aria-live="polite">
          {events} selected
        </Text>
        <Group gap="xs">
          <Button variant="subtle" size="xs" onClick={onDone}>
            Select none
          </Button>
          <Button
            size="xs"
            leftSection={<IconSend size={14} aria-hidden />}
            loading={redeliver.isPending}
            onClick={() => void ask()}
          >
            Redeliver
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
