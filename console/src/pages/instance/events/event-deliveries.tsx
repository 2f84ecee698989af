import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../../parts/query-state.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import type { EventRecord } from './event-status.ts';
import { eventDeliveriesQuery } from './events-query.ts';

/** What became of an event at each receiver. */
export function EventDeliveries({ instanceId, event }: { instanceId: number; event: EventRecord }) {
  const query = useQuery(eventDeliveriesQuery(instanceId, event.id));
  return (
    <Stack gap="xs" component="section" aria-labelledby="event-deliveries">
      <Title order={3} size="h5" id="event-deliveries">
        Deliveries
      </Title>
      <QueryState query={query} what="the deliveries" rows={3}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nobody was to be told when it was stored: the instance had no callback URL, and nobody had subscribed to
              its topic. A replay sends it to a URL of your choice.
            </Text>
          ) : (
            deliveries.map((delivery) => (
              <DeliveryCard key={delivery.subscriptionId} instanceId={instanceId} event={event} delivery={delivery} />
            ))
          )
        }
      </QueryState>
    </Stack>
  );
}
