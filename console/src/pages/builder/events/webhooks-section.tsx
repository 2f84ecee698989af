import { Stack, Text, Title } from '@mantine/core';
import { EventHookSection } from '../hooks/event-hook-section.tsx';

/** What makes events of the webhooks of a provider. */
export function WebhooksSection({ connectorKey }: { connectorKey: string }) {
  return (
    <Stack gap="sm" component="section" aria-labelledby="webhooks-title">
      <div>
        <Title order={2} size="h4" id="webhooks-title">
          Webhooks
        </Title>
        <Text size="sm" c="dimmed" mt={2}>
          The provider calls this server when something changes. An event hook brings what it sends into the form of
          events.
        </Text>
      </div>
      <EventHookSection elementKey={connectorKey} />
    </Stack>
  );
}
