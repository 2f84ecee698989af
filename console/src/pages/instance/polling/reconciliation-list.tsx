import { Button, Card, Group, Menu, Progress, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import { useMayWrite } from '../../../api/use-session.ts';
import { confirm } from '../../../parts/confirm.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useAction } from '../../../parts/use-action.ts';
import {
  instanceKey,
  isUnderWay,
  reconciliationsQuery,
  type Instance,
  type Reconciliation,
} from '../instance-queries.ts';
import { driftInWords, reasonWords, reconciliationLooks, releaseInWords } from './reconciliation-words.ts';

/** Comparisons of all records with what was told. */
export function ReconciliationList({ instance, resources }: { instance: Instance; resources: string[] }) {
  const { id } = instance;
  const query = useQuery(reconciliationsQuery(id));
  const mayWrite = useMayWrite();
  const start = useAction({
    run: (resource: string | undefined) =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/reconciliations', {
          params: { path: { id } },
          body: resource === undefined ? {} : { resource },
        }),
      ),
    done: 'The comparison begins.',
    failed: 'It could not be begun',
    changes: [instanceKey(id)],
  });
  return (
    <section aria-labelledby="reconciliations">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="reconciliations">
          Reconciliations
        </Title>
        {mayWrite && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                disabled={instance.disabled}
                loading={start.isPending}
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                Compare all records
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {resources.map((resource) => (
                <Menu.Item key={resource} onClick={() => start.mutate(resource)}>
                  of {resource}
                </Menu.Item>
              ))}
              {resources.length > 1 && <Menu.Item onClick={() => start.mutate(undefined)}>of all resources</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <QueryState query={query} what="the reconciliations" rows={2}>
        {({ data }) =>
          data.length === 0 ? (
            <Text c="dimmed" maw="70ch">
              None so far. A reconciliation reads all records of a resource, tells what polls could not see, and finds
              deletions.
            </Text>
          ) : (
            <Stack gap="sm">
              {data.map((reconciliation) => (
                <OneReconciliation key={reconciliation.id} instanceId={id} reconciliation={reconciliation} />
              ))}
            </Stack>
          )
        }
      </QueryState>
    </section>
  );
}

function OneReconciliation({ instanceId, reconciliation }: { instanceId: number; reconciliation: Reconciliation }) {
  const { id, resource, status, reason, progress, counts, error, createdDate, finishedDate } = reconciliation;
  const { tone, word } = reconciliationLooks[status];
  const mayWrite = useMayWrite();
  const act = useReconciliationActions(instanceId, reconciliation);
  const isOpen = isUnderWay(reconciliation) || status === 'held';
  return (
    <Card padding="md">
      <Group justify="space-between" align="flex-start">
        <Group gap="sm">
          <Text fw={600}>{resource}</Text>
          <StatusBadge tone={tone}>{word}</StatusBadge>
          <Text size="sm" c="dimmed">
            {reasonWords[reason]}, <RelativeTime iso={finishedDate ?? createdDate} />
          </Text>
        </Group>
        {mayWrite && isOpen && (
          <Group gap="xs">
            {status === 'held' && (
              <Button size="xs" loading={act.release.isPending} onClick={() => void askRelease(reconciliation, act)}>
                Release
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              loading={act.cancel.isPending}
              onClick={() => void askCancel(reconciliation, act)}
            >
              Cancel
            </Button>
          </Group>
        )}
      </Group>
      <Text size="sm" mt={4}>
        {driftInWords(counts)}
      </Text>
      {isUnderWay(reconciliation) && progress.percentage !== null && (
        <Progress mt="xs" value={progress.percentage} aria-label={`Progress of reconciliation ${id}`} />
      )}
      {error && (
        <Text size="sm" c="red" mt={4} className="wrap-anywhere">
          {error.message}
        </Text>
      )}
    </Card>
  );
}

function useReconciliationActions(instanceId: number, { id }: Reconciliation) {
  const params = { params: { path: { id: instanceId, reconciliationId: id } } };
  const changes = [instanceKey(instanceId)];
  return {
    release: useAction({
      run: () =>
        answerOf(
          api.POST('/elements/api-v2/instances/{id}/reconciliations/{reconciliationId}/release', {
            ...params,
            body: {},
          }),
        ),
      done: 'Released: it goes on.',
      failed: 'It could not be released',
      changes,
    }),
    cancel: useAction({
      run: () => answerOf(api.DELETE('/elements/api-v2/instances/{id}/reconciliations/{reconciliationId}', params)),
      done: 'The reconciliation is cancelled.',
      failed: 'It could not be cancelled',
      changes,
    }),
  };
}

type Actions = ReturnType<typeof useReconciliationActions>;

async function askRelease({ resource, counts }: Reconciliation, { release }: Actions): Promise<void> {
  const confirmed = await confirm({
    title: `Release the reconciliation of ${resource}?`,
    body: releaseInWords(counts),
    confirmLabel: 'Release it',
  });
  if (confirmed) release.mutate();
}

async function askCancel({ resource }: Reconciliation, { cancel }: Actions): Promise<void> {
  const confirmed = await confirm({
    title: `Cancel the reconciliation of ${resource}?`,
    body: 'What it has told stays told; what it has not decided yet stays open until the next one.',
    confirmLabel: 'Cancel the reconciliation',
    cancelLabel: 'Keep it',
  });
  if (confirmed) cancel.mutate();
}
