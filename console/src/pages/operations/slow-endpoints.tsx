import { Table, Text } from '@mantine/core';
import { printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { printMilliseconds, printShare } from './print-figures.ts';
import { StackedTable, type StackedColumns } from '../../parts/stacked-table.tsx';
import { NothingHere } from './nothing-here.tsx';
import type { Operations } from './operations-queries.ts';
import { Section } from './section.tsx';

const columns: StackedColumns = [
  { label: 'Host' },
  { label: 'Half within', align: 'right' },
  { label: '95 % within', align: 'right' },
  { label: 'Attempts', align: 'right' },
  { label: 'Failed', align: 'right' },
  { label: 'Last' },
];

/** The hosts that are delivered to, the slowest first. */
export function SlowEndpoints({ endpoints }: { endpoints: Operations['endpoints'] }) {
  return (
    <Section
      title="Slowest endpoints"
      description="Hosts that events were sent to in the last hour, by the time within which 95 of 100 attempts were answered."
    >
      {endpoints.length === 0 ? (
        <NothingHere>Nothing was sent in the last hour.</NothingHere>
      ) : (
        <StackedTable label="Slowest endpoints" columns={columns}>
          {endpoints.map((one) => (
            <EndpointRow key={one.host} one={one} />
          ))}
        </StackedTable>
      )}
    </Section>
  );
}

function EndpointRow({ one }: { one: Operations['endpoints'][number] }) {
  const { host, p50Ms, p95Ms, attempts, failed, lastAttemptDate, lastFailure } = one;
  return (
    <Table.Tr>
      <Table.Td data-label="Host">
        <div>
          <Text size="sm" fw={600}>
            {host}
          </Text>
          {lastFailure !== null && (
            <Text size="xs" c="dimmed" lineClamp={1} title={lastFailure}>
              Last failure: {lastFailure}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td data-label="Half within" ta="right" className="tabular">
        {printMilliseconds(p50Ms)}
      </Table.Td>
      <Table.Td data-label="95 % within" ta="right" className="tabular">
        {printMilliseconds(p95Ms)}
      </Table.Td>
      <Table.Td data-label="Attempts" ta="right" className="tabular">
        {printNumber(attempts)}
      </Table.Td>
      <Table.Td
        data-label="Failed"
        ta="right"
        className="tabular"
        c={failed > 0 ? 'var(--mantine-color-red-light-color)' : undefined}
      >
        {printShare(failed, attempts)}
      </Table.Td>
      <Table.Td data-label="Last">
        <RelativeTime iso={lastAttemptDate} />
      </Table.Td>
    </Table.Tr>
  );
}
