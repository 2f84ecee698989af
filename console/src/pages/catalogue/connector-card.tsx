import { Anchor, Badge, Box, Card, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ConnectorLogo } from '../../parts/connector-logo.tsx';
import { printCount } from '../../parts/format.ts';
import type { ElementMetadata } from '../../api/catalogue-queries.ts';
import classes from './connector-card.module.css';
import { EventBadges } from '../../parts/event-badges.tsx';
import { authenticationWord } from '../../parts/connector-words.ts';

/** One connector of the catalogue; all of the card leads to its page. */
export function ConnectorCard({ connector }: { connector: ElementMetadata }) {
  const { key, name, hub, description, active, authentication, eventTypes, resourceCount } = connector;
  return (
    <Card component="li" className={classes.card} padding="md">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <ConnectorLogo connectorKey={key} name={name} />
        <div style={{ minWidth: 0 }}>
          <Anchor
            component={Link}
            to={`/catalogue/${key}`}
            className={classes.link}
            fw={650}
            c="inherit"
            underline="never"
          >
            {name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {hub} · {authenticationWord(authentication)}
          </Text>
        </div>
      </Group>
      <Box my="sm" style={{ flex: 1 }}>
        <Text size="sm" lineClamp={2}>
          {description}
        </Text>
      </Box>
      <Group gap={6}>
        <EventBadges methods={eventTypes} />
        <Badge color="gray">{printCount(resourceCount, 'resource')}</Badge>
        {connector.private && <Badge color="violet">Built here</Badge>}
        {!active && <Badge color="red">No new instances</Badge>}
      </Group>
    </Card>
  );
}
