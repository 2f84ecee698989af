import { Button, Group, Stack, Title } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMayWrite } from '../../../api/use-session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { pollsQuery, type Instance } from '../instance-queries.ts';
import { useInstanceActions } from '../use-instance-actions.ts';
import { DryRun } from './dry-run.tsx';
import { ReconciliationList } from './reconciliation-list.tsx';
import { ResourceCard } from './resource-card.tsx';
import { RunHistory } from './run-history.tsx';

/** How each resource is polled, what its polls did, and what the next one would do. */
export function PollingTab({ instance }: { instance: Instance }) {
  const { id } = instance;
  const query = useQuery(pollsQuery(id));
  const actions = useInstanceActions(id);
  const mayWrite = useMayWrite();
  // undefined: closed; null: all resources.
  const [dryRun, setDryRun] = useState<string | null>();
  return (
    <QueryState query={query} what="the polling">
      {(polls) =>
        polls.length === 0 ? (
          <EmptyState title="Nothing is polled">
            Events of this instance are off, or come by webhooks alone. Switch polling on in its configuration.
          </EmptyState>
        ) : (
          <Stack gap="xl">
            <section aria-labelledby="resources">
              <Group justify="space-between" mb="sm">
                <Title order={2} size="h4" id="resources">
                  Resources
                </Title>
                {mayWrite && (
                  <Button
                    variant="default"
                    size="xs"
                    leftSection={<IconFlask size={14} aria-hidden />}
                    disabled={instance.disabled}
                    onClick={() => setDryRun(null)}
                  >
                    Dry run of all
                  </Button>
                )}
              </Group>
              <Stack gap="md">
                {polls.map((poll) => (
                  <ResourceCard
                    key={poll.resource}
                    poll={poll}
                    mayRun={mayWrite && !instance.disabled}
                    isStarting={actions.pollNow.isPending && actions.pollNow.variables === poll.resource}
                    onPoll={() => actions.pollNow.mutate(poll.resource)}
                    onDryRun={() => setDryRun(poll.resource)}
                  />
                ))}
              </Stack>
            </section>
            <RunHistory instanceId={id} resources={polls.map(({ resource }) => resource)} />
            <ReconciliationList instance={instance} resources={polls.map(({ resource }) => resource)} />
            {dryRun !== undefined && (
              <DryRun instanceId={id} resource={dryRun ?? undefined} onClose={() => setDryRun(undefined)} />
            )}
          </Stack>
        )
      }
    </QueryState>
  );
}
