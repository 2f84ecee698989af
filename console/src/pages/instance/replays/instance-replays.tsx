import { Button, Group, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMayWrite } from '../../../api/use-session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Pager } from '../../../parts/pager.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { textOf, useUrlState } from '../../../parts/use-url-state.ts';
import { ReplayCard } from './replay-card.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { replaysQuery } from './replays-query.ts';

/** The replays of an instance: stored events that are, or were, sent again. */
export function InstanceReplays({ instanceId }: { instanceId: number }) {
  const [{ replays: token }, setUrl] = useUrlState((search) => ({ replays: textOf(search, 'replays') }));
  const [asking, setAsking] = useState(false);
  const mayWrite = useMayWrite();
  const query = useQuery(replaysQuery(instanceId, token));
  const ask = mayWrite && (
    <Button leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setAsking(true)}>
      Replay …
    </Button>
  );
  return (
    <Stack gap="md">
      <QueryState query={query} what="the replays">
        {({ data: replays, nextPage, total }) =>
          replays.length === 0 ? (
            <EmptyState title="No replays" order={3} action={ask} icon={<IconHistory size={24} />}>
              A replay sends stored events again: to a receiver that lost them, or to a new one that needs the past.
            </EmptyState>
          ) : (
            <>
              <Group justify="space-between" gap="sm">
                <Text size="sm" c="dimmed" maw="60ch">
                  A replay sends stored events again. It disturbs neither polls nor deliveries.
                </Text>
                {ask}
              </Group>
              {replays.map((replay) => (
                <ReplayCard key={replay.id} instanceId={instanceId} replay={replay} />
              ))}
              <Pager
                token={token}
                nextPage={nextPage}
                total={total}
                noun="replay"
                onPage={(next) => setUrl({ replays: next }, { push: true })}
              />
            </>
          )
        }
      </QueryState>
      {asking && <ReplayDialog instanceId={instanceId} onClose={() => setAsking(false)} />}
    </Stack>
  );
}
