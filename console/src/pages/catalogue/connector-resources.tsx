import { Badge, Card, Code, Group, ScrollArea, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { polledResources } from './polled-fields.ts';

/** What is polled by default and by which fields, and what else can be read. */
export function ConnectorResources({ setup }: { setup: ElementSetup }) {
  const polled = polledResources(setup.events.pollerConfiguration);
  const others = setup.resources.filter((one) => !one.polled);
  if (polled.length === 0 && others.length === 0)
    return (
      <Card>
        <Title order={2} size="h4" mb="xs">
          Resources
        </Title>
        <Text size="sm">It has no resources yet. The builder adds them.</Text>
      </Card>
    );
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        Resources
      </Title>
      <ScrollArea type="auto" offsetScrollbars="x" viewportProps={{ tabIndex: 0 }}>
        <Table fz="sm" miw={480} aria-label="Resources of the connector">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Resource</Table.Th>
              <Table.Th>Id</Table.Th>
              <Table.Th>Updated</Table.Th>
              <Table.Th>Created</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {polled.map(({ name, url, idField, updatedField, createdField }) => (
              <Table.Tr key={`polled ${name}`}>
                <NameCell
                  name={name}
                  path={url.split('?')[0] ?? ''}
                  note={<Badge size="sm">Polled by default</Badge>}
                />
                <Table.Td>{fieldOf(idField)}</Table.Td>
                <Table.Td>{fieldOf(updatedField)}</Table.Td>
                <Table.Td>{fieldOf(createdField)}</Table.Td>
              </Table.Tr>
            ))}
            {others.map(({ name, path, idField }) => (
              <Table.Tr key={`other ${name}`}>
                <NameCell name={name} path={path} />
                <Table.Td>{fieldOf(idField)}</Table.Td>
                <Table.Td>–</Table.Td>
                <Table.Td>–</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Card>
  );
}

function NameCell({ name, path, note }: { name: string; path: string; note?: ReactNode }) {
  return (
    <Table.Th scope="row" fw={600}>
      <Group gap="xs">
        {name}
        {note}
      </Group>
      <Text size="xs" c="dimmed" ff="monospace" className="wrap-anywhere" miw={150}>
        {path}
      </Text>
    </Table.Th>
  );
}

const fieldOf = (field: string) => (field === '' ? '–' : <Code>{field}</Code>);
