import { Anchor, Button, Table, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { answerOf, api } from '../../api/client.ts';
import { useMayWrite } from '../../api/use-session.ts';
import { printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useAction } from '../../parts/use-action.ts';
import { StackedTable, type StackedColumns } from '../../parts/stacked-table.tsx';
import { NothingHere } from './nothing-here.tsx';
import { operationsKey, type Operations, type PausedPolling as Paused } from './operations-queries.ts';
import { Section } from './section.tsx';

const columns: StackedColumns = [
  { label: 'Instance' },
  { label: 'Resource' },
  { label: 'Paused' },
  { label: 'Last failure' },
  { label: 'Actions', hidden: true },
];

/** The instances that are not polled any more, as one of their resources failed too often. */
export function PausedPolling({ paused: { total, instances } }: { paused: Operations['pausedPolling'] }) {
  return (
    <Section
      title="Paused polling"
      description="A resource failed too often, so its instance is not polled. Correct the cause, then resume: what changed meanwhile is told then."
    >
      {instances.length === 0 ? (
        <NothingHere good>Nothing is paused.</NothingHere>
      ) : (
        <StackedTable label="Paused polling" columns={columns}>
          {instances.map((one) => (
            <PausedRow key={one.instanceId} one={one} />
          ))}
        </StackedTable>
      )}
      {total > instances.length && (
        <Anchor component={Link} to="/instances" search={{ state: 'paused' } as never} size="sm">
          Show all {printNumber(total)}
        </Anchor>
      )}
    </Section>
  );
}

function PausedRow({ one }: { one: Paused }) {
  const { instanceId, instanceName, resource, pausedDate, lastError } = one;
  const mayWrite = useMayWrite();
  const resume = useAction({
    run: () =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/polls/resume', {
          params: { path: { id: instanceId } },
          body: {},
        }),
      ),
    done: `${instanceName} is polled again, from where it stopped.`,
    failed: `${instanceName} could not be resumed`,
    changes: [operationsKey, ['instances']],
  });
  return (
    <Table.Tr>
      <Table.Td data-label="Instance">
        <Anchor component={Link} to={`/instances/${instanceId}`} fw={600}>
          {instanceName}
        </Anchor>
      </Table.Td>
      <Table.Td data-label="Resource">{resource ?? '–'}</Table.Td>
      <Table.Td data-label="Paused">
        <RelativeTime iso={pausedDate} />
      </Table.Td>
      <Table.Td data-label="Last failure" maw={360}>
        <Text size="sm" lineClamp={2} title={lastError?.message}>
          {lastError?.message ?? 'Not known'}
        </Text>
      </Table.Td>
      <Table.Td data-label="" ta="right">
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={resume.isPending}
            onClick={() => resume.mutate()}
            aria-label={`Resume ${instanceName}`}
          >
            Resume
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
