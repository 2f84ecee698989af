import { Stack, Text, Title } from '@mantine/core';
import { parsed } from './changed-values.ts';
import type { EventRecord } from './event-status.ts';
import { LazyJson } from './lazy-json.tsx';

/** The record as it was stored. */
export function EventPayload({ event }: { event: EventRecord }) {
  return (
    <Stack gap="xs" component="section" aria-labelledby="event-record">
      <Title order={3} size="h5" id="event-record">
        Record
      </Title>
      {event.providerData === null ? (
        <Text size="sm" c="dimmed">
          The record is no longer kept: records are forgotten after the time that the settings of the account say.
        </Text>
      ) : (
        <LazyJson value={parsed(event.providerData)} label="Record" maxHeight="24rem" />
      )}
    </Stack>
  );
}
