import { Card, Center, Group, Skeleton, Text, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { printNumber } from '../../../parts/format.ts';
import { sumOf, type ChartRow, type Range } from './chart-rows.ts';
import type { ChartSeries } from './chart-series.ts';
import { ChartTable } from './chart-table.tsx';

const Bars = lazy(async () => ({ default: (await import('./bars.tsx')).Bars }));

interface CountChartProps {
  title: string;
  rows: ChartRow[];
  series: ChartSeries[];
  range: Range;
  /** What is said where all figures are 0. */
  empty: string;
}

const heightPx = 220;

/** Figures over time as bars, with their sums, and as a table for those who do not see them. */
export function CountChart({ title, rows, series, range, empty }: CountChartProps) {
  const sums = series.map((one) => ({ ...one, sum: sumOf(rows, one.name) }));
  const isEmpty = sums.every(({ sum }) => sum === 0);
  return (
    <Card padding="md">
      <Title order={3} size="h5">
        {title}
      </Title>
      {!isEmpty && (
        <Group gap="sm" component="ul" m={0} mb="sm" mt={4} p={0} aria-label={`${title}, in all`}>
          {sums.map(({ name, label, color, sum }) => (
            <Group key={name} gap={6} component="li" style={{ listStyle: 'none' }}>
              <Swatch color={color} />
              <Text size="xs" span className="tabular">
                {label} {printNumber(sum)}
              </Text>
            </Group>
          ))}
        </Group>
      )}
      {isEmpty ? (
        <Center h={heightPx}>
          <Text size="sm" c="dimmed">
            {empty}
          </Text>
        </Center>
      ) : (
        <>
          <Suspense fallback={<Skeleton height={heightPx} />}>
            <Bars rows={rows} series={series} range={range} heightPx={heightPx} />
          </Suspense>
          <ChartTable title={title} rows={rows} series={series} />
        </>
      )}
    </Card>
  );
}

function Swatch({ color }: { color: string }) {
  const [name, shade] = color.split('.');
  return (
    <span
      aria-hidden
      style={{ width: 10, height: 10, borderRadius: 2, background: `var(--mantine-color-${name}-${shade})` }}
    />
  );
}
