import { Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Instant } from '../../../parts/instant.tsx';
import { howDecided } from './how-decided.ts';
import type { EventRecord } from './event-status.ts';

/** How the event came about, and its ids. */
export function EventFacts({ event }: { event: EventRecord }) {
  const [told] = event.notifiedData;
  const facts: [string, ReactNode][] = [
    ['Date of the change', <Instant key="date" iso={told?.date} />],
    ...(told?.pollDate ? [['Poll', <Instant key="poll" iso={told.pollDate} />] as [string, ReactNode]] : []),
    ['Stored', <Instant key="stored" iso={event.eventDate} />],
    ['Event id', event.id],
    ['Notification', event.notificationId],
    ...(event.webhookId === undefined ? [] : [['Webhook', event.webhookId] as [string, ReactNode]]),
    ...(told?.oldPath === undefined ? [] : [['Old path', told.oldPath] as [string, ReactNode]]),
    ...(told?.newPath === undefined ? [] : [['New path', told.newPath] as [string, ReactNode]]),
  ];
  return (
    <Stack gap="xs" component="section" aria-labelledby="event-decided">
      <Title order={3} size="h5" id="event-decided">
        How it was decided
      </Title>
      <Text size="sm">{howDecided(event)}</Text>
      <Table
        variant="vertical"
        layout="fixed"
        withTableBorder
        aria-label="Facts about the event"
        highlightOnHover={false}
      >
        <Table.Tbody>
          {facts.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={150} scope="row">
                {label}
              </Table.Th>
              <Table.Td className="wrap-anywhere">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
