import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ConnectorLogo } from '../../parts/connector-logo.tsx';
import { printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import type { ListedInstance } from './instance-list-queries.ts';
import { InstanceStatus } from './instance-status.tsx';
import { InstanceTags } from './instance-tags.tsx';
import classes from './instances.module.css';

interface InstanceTableProps {
  instances: ListedInstance[];
  onTag: (tag: string) => void;
}

/** The instances on a wide screen. */
export function InstanceTable({ instances, onTag }: InstanceTableProps) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table aria-label="Instances" layout="fixed" fz="sm" horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="30%">Instance</Table.Th>
            <Table.Th w="21%">Health</Table.Th>
            <Table.Th w="13%">Tags</Table.Th>
            <Table.Th w="13%">Complete up to</Table.Th>
            <Table.Th w="13%">Last event</Table.Th>
            <Table.Th w="10%" className={classes.number}>
              Waiting
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {instances.map((instance) => (
            <InstanceRow key={instance.id} instance={instance} onTag={onTag} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function InstanceRow({ instance, onTag }: { instance: ListedInstance; onTag: InstanceTableProps['onTag'] }) {
  const { id, name, element, tags, health } = instance;
  return (
    <Table.Tr className={classes.row}>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <ConnectorLogo connectorKey={element.key} name={element.name} size={36} />
          <div style={{ minWidth: 0 }}>
            <Anchor
              component={Link}
              to={`/instances/${id}`}
              className={classes.link}
              fw={600}
              c="inherit"
              data-row
              style={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
            >
              {name}
            </Anchor>
            <Text size="xs" c="dimmed" truncate>
              {element.name} · {id}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td>
        <InstanceStatus health={health} />
      </Table.Td>
      <Table.Td>
        <InstanceTags tags={tags.filter((tag) => tag !== name)} onTag={onTag} />
      </Table.Td>
      <Table.Td>
        <RelativeTime iso={health?.completeUpTo} empty="not yet" />
      </Table.Td>
      <Table.Td>
        <RelativeTime iso={health?.lastEventDate} empty="none" />
      </Table.Td>
      <Table.Td className={`${classes.number} tabular`}>{printNumber(health?.outstanding ?? 0)}</Table.Td>
    </Table.Tr>
  );
}
