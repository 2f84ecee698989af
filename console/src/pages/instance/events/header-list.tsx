import { Table, Text } from '@mantine/core';

interface HeaderListProps {
  /** Null: not kept. */
  headers: Record<string, string> | null;
  label: string;
}

/** The headers of a request or an answer. */
export function HeaderList({ headers, label }: HeaderListProps) {
  const entries = Object.entries(headers ?? {});
  if (entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No headers are kept.
      </Text>
    );
  return (
    <Table
      variant="vertical"
      layout="fixed"
      aria-label={label}
      verticalSpacing={4}
      withTableBorder
      highlightOnHover={false}
    >
      <Table.Tbody>
        {entries.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w="40%" className="wrap-anywhere" scope="row" fz="xs" fw={600}>
              {name}
            </Table.Th>
            <Table.Td className="wrap-anywhere" fz="xs" ff="monospace">
              {value}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
