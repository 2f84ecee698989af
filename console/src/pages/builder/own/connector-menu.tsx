import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconCode, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMayWrite } from '../../../api/use-session.ts';
import { notifications } from '@mantine/notifications';
import { confirm } from '../../../parts/confirm.tsx';
import { printCount } from '../../../parts/format.ts';
import type { ElementMetadata } from '../../../api/catalogue-queries.ts';
import { instancesOf, useDeleteConnector, useExportConnector, useSetActive } from './use-connector-actions.ts';

/** What can be done with a connector of one's own, beside changing what is in it. */
export function ConnectorMenu({ connector }: { connector: ElementMetadata }) {
  const { key, name, active } = connector;
  const mayWrite = useMayWrite();
  const setActive = useSetActive();
  const remove = useDeleteConnector();
  const save = useExportConnector();
  const askToDelete = async () => {
    const { names, total } = await instancesOf(key);
    if (total > 0) {
      notifications.show({
        color: 'red',
        autoClose: 15_000,
        title: `${name} is in use`,
        message: `${printCount(total, 'instance')}: ${names.join(', ')}${total > names.length ? ' and others' : ''}. Delete them first, or let the connector take no new instances.`,
      });
      return;
    }
    const sure = await confirm({
      title: `Delete ${name}?`,
      body: `The connector ${key} is deleted with its resources and hooks. This cannot be taken back; export it first to keep its document.`,
      confirmLabel: 'Delete the connector',
    });
    if (sure) remove.mutate(key);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions of ${name}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/builder/${key}/hooks`} leftSection={<IconCode size={16} aria-hidden />}>
          Hooks
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={() => save.mutate(key)}>
          Export
        </Menu.Item>
        {mayWrite && (
          <Menu.Item
            leftSection={active ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setActive.mutate({ key, active: !active })}
          >
            {active ? 'Take no new instances' : 'Take new instances'}
          </Menu.Item>
        )}
        {mayWrite && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => {
              askToDelete().catch((error: unknown) => {
                notifications.show({ color: 'red', title: 'The connector was not deleted', message: String(error) });
              });
            }}
          >
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
