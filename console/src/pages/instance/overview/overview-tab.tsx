import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { printDuration, printNumber } from '../../../parts/format.ts';
import { Instant } from '../../../parts/instant.tsx';
import { LoadingState } from '../../../parts/loading-state.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { Tile } from '../../../parts/tile.tsx';
import type { Instance, InstanceHealth } from '../instance-queries.ts';
import { NextPoll } from '../next-poll.tsx';
import { HealthCard } from './health-card.tsx';
import { RecentNotices } from './recent-notices.tsx';

const InstanceCharts = lazy(() => import('../charts/instance-charts.tsx').then((m) => ({ default: m.InstanceCharts })));

interface OverviewTabProps {
  instance: Instance;
  health: UseQueryResult<InstanceHealth>;
}

/** How the instance is, at a glance. */
export function OverviewTab({ instance, health }: OverviewTabProps) {
  return (
    <Stack gap="lg">
      <QueryState query={health} what="the health of the instance">
        {(found) => (
          <>
            <HealthCard health={found} />
            <Figures health={found} />
          </>
        )}
      </QueryState>
      <Suspense fallback={<LoadingState label="Loading the charts" />}>
        <InstanceCharts instanceId={instance.id} />
      </Suspense>
      <RecentNotices instanceId={instance.id} />
    </Stack>
  );
}

function Figures({ health }: { health: InstanceHealth }) {
  const { completeUpTo, lagSeconds, nextPollDate, lastEventDate, outstanding, oldestOutstandingDate } = health;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="md">
      <Tile
        label="Complete up to"
        value={<Text fw={650}>{completeUpTo === null ? 'Not known yet' : <Instant iso={completeUpTo} />}</Text>}
        hint="Every change up to here is a stored event."
      />
      <Tile
        label="Lag"
        value={lagSeconds === null ? '–' : printDuration(lagSeconds)}
        hint="How far behind the provider this instance may be."
      />
      <Tile
        label="Next poll"
        value={<NextPoll iso={nextPollDate} />}
        hint={nextPollDate === null ? undefined : <Instant iso={nextPollDate} />}
      />
      <Tile
        label="Last event"
        value={lastEventDate === null ? 'None yet' : <RelativeTime iso={lastEventDate} />}
        hint={lastEventDate === null ? undefined : <Instant iso={lastEventDate} />}
      />
      <Tile
        label="Outstanding deliveries"
        value={printNumber(outstanding)}
        hint={
          oldestOutstandingDate === null ? (
            'Everything is delivered.'
          ) : (
            <>
              The oldest: <RelativeTime iso={oldestOutstandingDate} />
            </>
          )
        }
      />
    </SimpleGrid>
  );
}
