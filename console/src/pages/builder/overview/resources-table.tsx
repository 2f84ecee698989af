import { Anchor, Card, Code, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import type { ElementDetails } from '../builder-query.ts';
import { modelledResources } from '../events/connector-model.ts';
import { defaultOf, eventKeys, readPolling } from '../events/event-settings.ts';
import { textSetting } from '../events/poll-entry.ts';

/** The lists that a connector reads, and which of them are polled by default. */
export function ResourcesTable({ details }: { details: ElementDetails }) {
  const resources = modelledResources(details);
  const polling = readPolling(defaultOf(details.configuration, eventKeys.resources));
  const polled = new Set(polling?.resources.map(({ entry }) => textSetting(entry, 'url').split('?')[0]));
  return (
    <Card component="section" aria-labelledby="resources">
      <Title order={2} size="h4" id="resources" mb="sm">
        Resources
      </Title>
      {resources.length === 0 ? (
        <EmptyState title="No resources yet" order={3}>
          A resource says how a list of the provider is read. Add one with{' '}
          <Code>POST /elements/{details.key}/resources</Code>; see{' '}
          <Anchor component={Link} to="/api-docs">
            the API
          </Anchor>
          .
        </EmptyState>
      ) : (
        <Table.ScrollContainer minWidth={420} type="native">
          <Table aria-labelledby="resources">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">Hub path</Table.Th>
                <Table.Th scope="col">Polled</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {resources.map(({ name, path }) => (
                <Table.Tr key={path}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>
                    <Code className="wrap-anywhere">{path}</Code>
                  </Table.Td>
                  <Table.Td>
                    {polled.has(path) ? (
                      <StatusBadge tone="good">By default</StatusBadge>
                    ) : (
                      <Text size="sm" c="dimmed">
                        On request
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
