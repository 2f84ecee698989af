import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useUrlState, wordOf, type RawSearch } from '../../parts/use-url-state.ts';
import { EventsTrend } from './events-trend.tsx';
import { judgeAll } from './judgements.ts';
import { operationsQuery, type Operations } from './operations-queries.ts';
import { OperationsTiles } from './operations-tiles.tsx';
import { PausedPolling } from './paused-polling.tsx';
import { Quotas } from './quotas.tsx';
import { SlowEndpoints } from './slow-endpoints.tsx';
import { StoppedSubscriptions } from './stopped-subscriptions.tsx';
import { Workers } from './workers.tsx';

/** How the server keeps up. */
export function OperationsPage() {
  const [refreshes, setRefreshes] = useState(true);
  const query = useQuery(operationsQuery({ refreshes }));
  const { data } = query;
  const judged = data && judgeAll(data);
  const readAt = query.dataUpdatedAt > 0 ? new Date(query.dataUpdatedAt).toISOString() : undefined;
  return (
    <>
      <PageHeader
        title="Operations"
        description="Whether polls and deliveries keep up, and what has stopped."
        badges={judged && <StatusBadge tone={judged.tone}>{judged.text}</StatusBadge>}
        actions={
          <>
            <Text size="sm" c="dimmed">
              Read <RelativeTime iso={readAt} />
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={
                refreshes ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />
              }
              onClick={() => setRefreshes(!refreshes)}
            >
              {refreshes ? 'Pause updates' : 'Go on updating'}
            </Button>
          </>
        }
      />
      <QueryState query={query} what="the figures" rows={8}>
        {(operations) => <Dashboard operations={operations} />}
      </QueryState>
    </>
  );
}

const scopes = ['organization', 'server'] as const;
const parse = (raw: RawSearch) => ({ scope: wordOf(raw, 'scope', scopes) });

function Dashboard({ operations }: { operations: Operations }) {
  const [{ scope = 'organization' }, change] = useUrlState(parse);
  const { server } = operations;
  const queue = scope === 'server' && server ? server.queue : operations.queue;
  return (
    <>
      {server && (
        <Group mb="sm">
          <SegmentedControl
            size="xs"
            aria-label="Whose figures"
            value={scope}
            onChange={(value) => change({ scope: value === 'server' ? 'server' : undefined })}
            data={[
              { value: 'organization', label: 'This organisation' },
              { value: 'server', label: 'Whole server' },
            ]}
          />
        </Group>
      )}
      <OperationsTiles operations={operations} queue={queue} />
      <EventsTrend />
      <PausedPolling paused={operations.pausedPolling} />
      <StoppedSubscriptions stopped={operations.stoppedSubscriptions} />
      <SlowEndpoints endpoints={operations.endpoints} />
      <Quotas quotas={operations.quotas} />
      {server && <Workers workers={server.workers} />}
    </>
  );
}
