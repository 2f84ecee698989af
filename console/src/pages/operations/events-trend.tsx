import { Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { printCount, printNumber } from '../../parts/format.ts';
import { Sparkline } from '../../parts/sparkline.tsx';
import { eventsEachMinuteQuery } from './operations-queries.ts';

/** How many events the organisation's instances have stored in each minute of the last hour. */
export function EventsTrend() {
  const { data } = useQuery(eventsEachMinuteQuery);
  if (!data) return null;
  const sum = data.reduce((total, count) => total + count, 0);
  const most = Math.max(0, ...data);
  const told = `${printCount(sum, 'event')} stored in the last hour, ${printNumber(most)} in the busiest minute`;
  return (
    <Paper p="md" mt="sm">
      <Group justify="space-between" mb={6}>
        <Text size="sm" c="dimmed">
          Events stored in each minute of the last hour
        </Text>
        <Text size="sm" className="tabular">
          {printCount(sum, 'event')}, at most {printNumber(most)} a minute
        </Text>
      </Group>
      <Sparkline values={data} label={told} />
    </Paper>
  );
}
