import { Code, Stack, Table, Text, Title } from '@mantine/core';
import { changedValues, printValue } from './changed-values.ts';
import type { EventRecord } from './event-status.ts';

/** Which fields changed, where the resource asks for it. */
export function EventChanges({ event }: { event: EventRecord }) {
  const changes = changedValues(event);
  if (changes.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="event-changes">
      <Title order={3} size="h5" id="event-changes">
        Changed fields
      </Title>
      <Table layout="fixed" withTableBorder aria-labelledby="event-changes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>Before</Table.Th>
            <Table.Th>Now</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ field, before, now }) => (
            <Table.Tr key={field}>
              <Table.Td className="wrap-anywhere">
                <Code>{field}</Code>
              </Table.Td>
              <Table.Td className="wrap-anywhere">{before === undefined ? <NotKept /> : printValue(before)}</Table.Td>
              <Table.Td className="wrap-anywhere">{now === undefined ? <NotKept /> : printValue(now)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

const NotKept = () => (
  <Text span size="sm" c="dimmed">
    not kept
  </Text>
);
