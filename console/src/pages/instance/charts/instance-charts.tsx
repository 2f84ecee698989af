import { Group, SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../../parts/query-state.tsx';
import { useUrlState, wordOf } from '../../../parts/use-url-state.ts';
import { typeColour } from '../events/event-status.ts';
import { ranges, typeRows, typesOf, type ChartRow, type Range } from './chart-rows.ts';
import { attemptCountsQuery, eventCountsQuery } from './charts-query.ts';
import { CountChart } from './count-chart.tsx';

const rangeNames: Range[] = ['24h', '7d', '30d'];
const rangeWords: Record<Range, string> = { '24h': '24 hours', '7d': '7 days', '30d': '30 days' };

/** Events and failures of an instance over time. */
export function InstanceCharts({ instanceId }: { instanceId: number }) {
  const [{ range }, setUrl] = useUrlState((search) => ({ range: wordOf(search, 'range', rangeNames) ?? '24h' }));
  const events = useQuery(eventCountsQuery(instanceId, range));
  const attempts = useQuery(attemptCountsQuery(instanceId, range));
  return (
    <section aria-label="Charts">
      <Group justify="space-between" mb="sm">
        <Text size="sm" c="dimmed">
          By {ranges[range].interval}, in UTC
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Time that the charts show"
          data={rangeNames.map((value) => ({ value, label: rangeWords[value] }))}
          value={range}
          onChange={(value) => setUrl({ range: value === '24h' ? undefined : (value as Range) })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <QueryState query={events} what="the chart of events" rows={4}>
          {(counts) => (
            <CountChart
              title="Events"
              rows={typeRows(counts)}
              series={typesOf(counts).map((name) => ({ name, label: name, color: `${typeColour(name)}.6` }))}
              range={range}
              empty="No events were stored in this time."
            />
          )}
        </QueryState>
        <QueryState query={attempts} what="the chart of failures" rows={4}>
          {(counts) => (
            <CountChart
              title="Deliveries and failures"
              rows={counts satisfies ChartRow[]}
              series={[
                { name: 'delivered', label: 'Delivered', color: 'green.6' },
                { name: 'failed', label: 'Failed attempts', color: 'red.6' },
                { name: 'failedPolls', label: 'Failed polls', color: 'orange.6' },
              ]}
              range={range}
              empty="Nothing was sent in this time, and no poll failed."
            />
          )}
        </QueryState>
      </SimpleGrid>
    </section>
  );
}
