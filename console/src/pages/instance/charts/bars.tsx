import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { printInstant, printNumber } from '../../../parts/format.ts';
import { printStart, type ChartRow, type Range } from './chart-rows.ts';
import type { ChartSeries } from './chart-series.ts';

interface BarsProps {
  rows: ChartRow[];
  series: ChartSeries[];
  range: Range;
  heightPx: number;
}

const short = new Intl.NumberFormat(undefined, { notation: 'compact' });
const printShort = (value: number) => short.format(value);

/** Stacked bars; the library for them is loaded with this file alone. */
export function Bars({ rows, series, range, heightPx }: BarsProps) {
  return (
    <div aria-hidden>
      <BarChart
        h={heightPx}
        data={rows}
        dataKey="timestamp"
        type="stacked"
        series={series}
        valueFormatter={printNumber}
        xAxisProps={{ tickFormatter: (iso: string) => printStart(iso, range), minTickGap: 24 }}
        yAxisProps={{ allowDecimals: false, width: 44, tickFormatter: printShort }}
        tooltipProps={{ labelFormatter: (iso) => (typeof iso === 'string' ? printInstant(iso) : '') }}
        tickLine="none"
        gridAxis="x"
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
