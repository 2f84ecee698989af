import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ConnectorLogo } from '../../parts/connector-logo.tsx';
import { printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import type { ListedInstance } from './instance-list-queries.ts';
import { InstanceStatus } from './instance-status.tsx';
import { InstanceTags } from './instance-tags.tsx';
import classes from './instances.module.css';

interface InstanceCardsProps {
  instances: ListedInstance[];
  onTag: (tag: string) => void;
}

/** The instances on a phone. */
export function InstanceCards({ instances, onTag }: InstanceCardsProps) {
  return (
    <Stack component="ul" gap="sm" aria-label="Instances" p={0} m={0} style={{ listStyle: 'none' }}>
      {instances.map((instance) => (
        <Card key={instance.id} component="li" padding="md" className={classes.row}>
          <Summary instance={instance} onTag={onTag} />
        </Card>
      ))}
    </Stack>
  );
}

function Summary({ instance, onTag }: { instance: ListedInstance; onTag: InstanceCardsProps['onTag'] }) {
  const { id, name, element, tags, health } = instance;
  return (
    <Stack gap="xs">
      <Group gap="sm" wrap="nowrap">
        <ConnectorLogo connectorKey={element.key} name={element.name} size={36} />
        <div style={{ minWidth: 0 }}>
          <Anchor
            component={Link}
            to={`/instances/${id}`}
            className={`${classes.link} wrap-anywhere`}
            fw={600}
            c="inherit"
            data-row
          >
            {name}
          </Anchor>
          <Text size="xs" c="dimmed">
            {element.name} · {id}
          </Text>
        </div>
      </Group>
      <div>
        <InstanceStatus health={health} lines={2} />
      </div>
      <InstanceTags tags={tags.filter((tag) => tag !== name)} onTag={onTag} />
      <Text size="sm" c="dimmed">
        Complete up to <RelativeTime iso={health?.completeUpTo} empty="not yet" />
        {' · '}last event <RelativeTime iso={health?.lastEventDate} empty="none" />
        {(health?.outstanding ?? 0) > 0 && ` · ${printNumber(health?.outstanding ?? 0)} waiting`}
      </Text>
    </Stack>
  );
}
