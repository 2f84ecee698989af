import { Table, VisuallyHidden } from '@mantine/core';
import { printInstant, printNumber } from '../../../parts/format.ts';
import type { ChartRow } from './chart-rows.ts';
import type { ChartSeries } from './chart-series.ts';

interface ChartTableProps {
  title: string;
  rows: ChartRow[];
  series: ChartSeries[];
}

/** The figures of a chart for screen readers, without the intervals in which nothing happened. */
export function ChartTable({ title, rows, series }: ChartTableProps) {
  const busy = rows.filter((row) => series.some(({ name }) => Number(row[name] ?? 0) > 0));
  return (
    <VisuallyHidden>
      <Table>
        <Table.Caption>{title} over time; intervals without any are left out</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            {series.map(({ name, label }) => (
              <Table.Th key={name}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {busy.map((row) => (
            <Table.Tr key={row.timestamp}>
              <Table.Th scope="row">{printInstant(row.timestamp)}</Table.Th>
              {series.map(({ name }) => (
                <Table.Td key={name}>{printNumber(Number(row[name] ?? 0))}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </VisuallyHidden>
  );
}
