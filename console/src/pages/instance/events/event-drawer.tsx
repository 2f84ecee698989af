import { Badge, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../../parts/query-state.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { EventChanges } from './event-changes.tsx';
import { EventDeliveries } from './event-deliveries.tsx';
import { EventFacts } from './event-facts.tsx';
import { EventPayload } from './event-payload.tsx';
import { eventStatus, typeColour, type EventRecord } from './event-status.ts';
import { eventQuery } from './events-query.ts';

interface EventDrawerProps {
  instanceId: number;
  /** Undefined: closed. */
  eventId: string | undefined;
  onClose: () => void;
}

/** One event beside the list: what changed, how it was found, and what came of telling it. */
export function EventDrawer({ instanceId, eventId, onClose }: EventDrawerProps) {
  const narrow = useMediaQuery('(max-width: 48em)');
  return (
    <Drawer
      opened={eventId !== undefined}
      onClose={onClose}
      position="right"
      size={narrow ? '100%' : '46rem'}
      title="Event"
      closeButtonProps={{ 'aria-label': 'Close the event' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      {eventId !== undefined && <OpenEvent key={eventId} instanceId={instanceId} eventId={eventId} />}
    </Drawer>
  );
}

function OpenEvent({ instanceId, eventId }: { instanceId: number; eventId: string }) {
  const query = useQuery(eventQuery(instanceId, eventId));
  return (
    <QueryState query={query} what="the event" rows={8}>
      {(event) => (
        <Stack gap="lg">
          <Head event={event} />
          <EventDeliveries instanceId={instanceId} event={event} />
          <EventChanges event={event} />
          <EventPayload event={event} />
          <EventFacts event={event} />
        </Stack>
      )}
    </QueryState>
  );
}

function Head({ event }: { event: EventRecord }) {
  const { tone, word } = eventStatus(event);
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Badge color={typeColour(event.eventType)}>{event.eventType}</Badge>
        <StatusBadge tone={tone}>{word}</StatusBadge>
      </Group>
      <Title order={2} size="h4" className="wrap-anywhere">
        {event.objectType}{' '}
        <Text span inherit ff="monospace">
          {event.objectId}
        </Text>
      </Title>
    </Stack>
  );
}
