import { Card, Code, Stack, Table, Text, Title } from '@mantine/core';
import { Instant } from '../../../parts/instant.tsx';
import { printNumber } from '../../../parts/format.ts';
import { StackedTable, type StackedColumns } from '../../../parts/stacked-table.tsx';
import type { Scan } from './decisions.ts';

const lanes: Record<Scan['lane'], string> = {
  fast: 'what is new, and a short overlap',
  settle: 'everything that is not yet complete',
};

const columns: StackedColumns = [{ label: 'Request' }, { label: 'Status' }, { label: 'Records' }, { label: 'Took' }];

/** What the provider was asked. */
export function ScanList({ scans }: { scans: Scan[] }) {
  if (scans.length === 0) return null;
  return (
    <Stack component="section" aria-labelledby="requests" gap="sm">
      <Title order={3} size="h5" id="requests">
        Requests
      </Title>
      {scans.map((scan) => (
        <Card key={`${scan.scope} ${scan.query}`} padding="md">
          {scan.scope !== '' && (
            <Text fw={600} size="sm">
              {scan.scope}
            </Text>
          )}
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {scan.query}
          </Code>
          <Text size="sm" c="dimmed" mt="xs">
            Reads {lanes[scan.lane]}; from <Instant iso={scan.from} empty="the beginning" /> to{' '}
            <Instant iso={scan.scanStart} empty="now" />.
          </Text>
          <StackedTable label="Requests to the provider" columns={columns}>
            {scan.requests.map(({ url, status, records, durationMs }, index) => (
              <Table.Tr key={`${index} ${url}`}>
                <Table.Td data-label="Request" className="wrap-anywhere">
                  {url}
                </Table.Td>
                <Table.Td data-label="Status" className="tabular">
                  {status}
                </Table.Td>
                <Table.Td data-label="Records" className="tabular">
                  {printNumber(records)}
                </Table.Td>
                <Table.Td data-label="Took" className="tabular">
                  {durationMs} ms
                </Table.Td>
              </Table.Tr>
            ))}
          </StackedTable>
        </Card>
      ))}
    </Stack>
  );
}
