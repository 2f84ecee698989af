import { Box, Button, Card, Code, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { IconFlask, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { printDuration } from '../../../parts/format.ts';
import { Instant } from '../../../parts/instant.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import type { PollStatus } from '../instance-queries.ts';
import { NextPoll } from '../next-poll.tsx';
import { changesInWords, intervalInWords, latenessInWords, outcomeLooks } from '../poll-words.ts';

interface ResourceCardProps {
  poll: PollStatus;
  mayRun: boolean;
  isStarting: boolean;
  onPoll: () => void;
  onDryRun: () => void;
}

/** How the polling of one resource stands. */
export function ResourceCard({ poll, mayRun, isStarting, onPoll, onDryRun }: ResourceCardProps) {
  const { resource, url, completeUpTo, watermark, clockSkewMs, lastPoll } = poll;
  return (
    <Card component="section" aria-label={resource}>
      <Group justify="space-between" align="flex-start">
        <Group gap="sm">
          <Title order={3} size="h5">
            {resource}
          </Title>
          <PollState poll={poll} />
        </Group>
        {mayRun && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFlask size={14} aria-hidden />}
              onClick={onDryRun}
              aria-label={`Dry run of ${resource}`}
            >
              Dry run
            </Button>
            <Button
              size="xs"
              variant="light"
              leftSection={<IconRefresh size={14} aria-hidden />}
              loading={isStarting || poll.polling}
              onClick={onPoll}
              aria-label={`Poll now: ${resource}`}
            >
              Poll now
            </Button>
          </Group>
        )}
      </Group>
      <Code block mt="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {url}
      </Code>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, lg: 4 }} mt="md" mb={0} spacing="md">
        <Fact name="Interval">{intervalInWords(poll)}</Fact>
        <Fact name="Next poll">{poll.polling ? 'it runs' : <NextPoll iso={poll.nextPollDate} />}</Fact>
        <Fact name="Complete up to">
          <Instant iso={completeUpTo} empty="not known yet" />
        </Fact>
        <Fact name="Watermark">
          <Instant iso={watermark} empty="none yet" />
        </Fact>
        <Fact name="Last poll">
          {lastPoll?.finishedDate ? (
            <>
              <RelativeTime iso={lastPoll.finishedDate} />
              {lastPoll.counts && lastPoll.outcome === 'completed' && `: ${changesInWords(lastPoll.counts)}`}
            </>
          ) : (
            'none yet'
          )}
        </Fact>
        <Fact name="Lateness">{latenessInWords(poll)}</Fact>
        <Fact name="Clock of the provider">{clockInWords(clockSkewMs)}</Fact>
      </SimpleGrid>
      {lastPoll?.error && (
        <Text c="red" size="sm" mt="sm" className="wrap-anywhere">
          {lastPoll.error.message}
        </Text>
      )}
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Box component="dd" m={0} fz="sm" className="wrap-anywhere">
        {children}
      </Box>
    </div>
  );
}

function PollState({ poll }: { poll: PollStatus }) {
  const { polling, pausedDate, heldReconciliationId, consecutiveFailures, overdueSince, lastPoll, nextPollDate } = poll;
  if (polling) return <StatusBadge tone="working">Polling</StatusBadge>;
  if (pausedDate !== null) return <StatusBadge tone="paused">Paused after failures</StatusBadge>;
  if (overdueSince !== null) return <StatusBadge tone="attention">Overdue</StatusBadge>;
  if (heldReconciliationId !== null) return <StatusBadge tone="attention">Reconciliation held</StatusBadge>;
  if (consecutiveFailures > 0) return <StatusBadge tone="bad">Failing</StatusBadge>;
  if (lastPoll?.outcome && lastPoll.outcome !== 'completed') {
    const { tone, word } = outcomeLooks[lastPoll.outcome];
    return <StatusBadge tone={tone}>{word}</StatusBadge>;
  }
  if (nextPollDate === null) return <StatusBadge tone="paused">Not polled</StatusBadge>;
  return lastPoll?.outcome ? (
    <StatusBadge tone="good">Polled</StatusBadge>
  ) : (
    <StatusBadge tone="waiting">Waiting</StatusBadge>
  );
}

/** Less than this is noise. */
const noiseMs = 2_000;

function clockInWords(skewMs: number | null): string {
  if (skewMs === null) return 'not measured yet';
  if (Math.abs(skewMs) < noiseMs) return 'as ours';
  return `${printDuration(Math.abs(skewMs) / 1000)} ${skewMs > 0 ? 'ahead of' : 'behind'} ours`;
}
