import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { confirm } from '../../parts/confirm.tsx';
import type { Instance } from './instance-queries.ts';
import type { InstanceActions } from './use-instance-actions.ts';

interface InstanceMenuProps {
  instance: Instance;
  isPaused: boolean;
  actions: InstanceActions;
  onReconnect: () => void;
}

/** Everything else that can be done with an instance. */
export function InstanceMenu({ instance, isPaused, actions, onReconnect }: InstanceMenuProps) {
  const { disabled } = instance;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More actions">
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!disabled && (
          <Menu.Item
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => actions.pollNow.mutate(undefined)}
          >
            Poll now
          </Menu.Item>
        )}
        {isPaused && (
          <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => actions.resume.mutate()}>
            Resume polling
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPlugConnected size={16} aria-hidden />} onClick={onReconnect}>
          Connect again
        </Menu.Item>
        {disabled ? (
          <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => actions.enable.mutate()}>
            Enable
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => void disable(instance, actions)}
          >
            Pause (disable)
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => void remove(instance, actions)}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function disable({ name }: Instance, { disable: act }: InstanceActions): Promise<void> {
  const confirmed = await confirm({
    title: `Pause ${name}?`,
    body: 'It is not polled, its events wait, and calls on it are refused until it is enabled again. Nothing is lost: polls go on from where they stopped.',
    confirmLabel: 'Pause the instance',
    destructive: false,
  });
  if (confirmed) act.mutate();
}

async function remove({ name }: Instance, { remove: act }: InstanceActions): Promise<void> {
  const confirmed = await confirm({
    title: `Delete ${name}?`,
    body: 'Its credentials, its events and their deliveries go with it. This cannot be taken back.',
    confirmLabel: 'Delete the instance',
    typed: name,
  });
  if (confirmed) act.mutate();
}
