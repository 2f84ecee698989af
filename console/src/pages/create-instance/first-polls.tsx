import { Button, Card, Group, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, answerOf } from '../../api/client.ts';
import type { components } from '../../api/openapi-types.ts';
import { printCount } from '../../parts/format.ts';
import { QueryState } from '../../parts/query-state.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';

type PollStatus = components['schemas']['PollStatus'];

const askEveryMs = 3_000;

/** The first polls of an instance as they happen. */
export function FirstPolls({ instanceId }: { instanceId: number }) {
  const query = useQuery({
    queryKey: ['instances', instanceId, 'first-polls'],
    queryFn: () => answerOf(api.GET('/elements/api-v2/instances/{id}/polls', { params: { path: { id: instanceId } } })),
    refetchInterval: askEveryMs,
  });
  return (
    <Card component="section" aria-labelledby="polls-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="polls-title">
          First polls
        </Title>
        <Button
          component={Link}
          to={`/instances/${instanceId}`}
          search={{ tab: 'events' } as never}
          variant="default"
          size="xs"
        >
          See the events
        </Button>
      </Group>
      <QueryState query={query} what="the polls" rows={2}>
        {(polls) => <Polls polls={polls} />}
      </QueryState>
    </Card>
  );
}

function Polls({ polls }: { polls: PollStatus[] }) {
  if (polls.length === 0) return <Text size="sm">Nothing is polled.</Text>;
  return (
    <Table aria-labelledby="polls-title" fz="sm" layout="fixed">
      <Table.Tbody>
        {polls.map((poll) => (
          <Table.Tr key={poll.resource}>
            <Table.Th scope="row" className="wrap-anywhere">
              {poll.resource}
            </Table.Th>
            <Table.Td>
              <HowItWent poll={poll} />
            </Table.Td>
            <Table.Td className="wrap-anywhere">{poll.lastPoll?.error?.message ?? <Next poll={poll} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function HowItWent({ poll: { lastPoll, polling } }: { poll: PollStatus }) {
  if (polling) return <StatusBadge tone="working">Polling</StatusBadge>;
  if (!lastPoll) return <StatusBadge tone="waiting">Waits for its turn</StatusBadge>;
  if (lastPoll.error) return <StatusBadge tone="bad">Failed</StatusBadge>;
  return <StatusBadge tone="good">{printCount(lastPoll.counts?.records ?? 0, 'record')} read</StatusBadge>;
}

function Next({ poll: { nextPollDate } }: { poll: PollStatus }) {
  if (nextPollDate === null) return <>Not polled by itself</>;
  return (
    <>
      next <RelativeTime iso={nextPollDate} />
    </>
  );
}
