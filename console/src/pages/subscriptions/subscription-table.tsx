import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useMayWrite } from '../../api/use-session.ts';
import { confirm } from '../../parts/confirm.tsx';
import { printCount, printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StackedTable, type StackedColumns } from '../../parts/stacked-table.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Subscription } from './subscription-queries.ts';
import { useSubscriptionActions } from './use-subscription-actions.ts';

const columns: StackedColumns = [
  { label: 'Callback URL' },
  { label: 'Topics' },
  { label: 'State' },
  { label: 'Waiting', align: 'right' },
  { label: 'Actions', hidden: true },
];

interface SubscriptionTableProps {
  subscriptions: Subscription[];
  onEdit: (subscription: Subscription) => void;
}

/** The subscriptions that the organisation has made. */
export function SubscriptionTable({ subscriptions, onEdit }: SubscriptionTableProps) {
  const mayWrite = useMayWrite();
  return (
    <StackedTable label="Subscriptions" columns={columns}>
      {subscriptions.map((one) => (
        <Table.Tr key={one.id}>
          <Table.Td data-label="Callback URL" className="wrap-anywhere">
            {one.config['url']}
          </Table.Td>
          <Table.Td data-label="Topics">
            <Stack gap={2}>
              {one.topics.map((topic) => (
                <Text key={topic} size="sm" className="wrap-anywhere">
                  {topic}
                </Text>
              ))}
            </Stack>
          </Table.Td>
          <Table.Td data-label="State">
            <div>
              <State one={one} />
            </div>
          </Table.Td>
          <Table.Td data-label="Waiting" ta="right" className="tabular">
            {printNumber(one.pending)}
          </Table.Td>
          <Table.Td data-label="">{mayWrite && <Actions one={one} onEdit={onEdit} />}</Table.Td>
        </Table.Tr>
      ))}
    </StackedTable>
  );
}

function State({ one: { active, resting, inactiveReason, nextAttemptDate } }: { one: Subscription }) {
  if (!active)
    return (
      <>
        <StatusBadge tone="neutral">Switched off</StatusBadge>
        <Text size="xs" c="dimmed" maw={260} lineClamp={2} title={inactiveReason ?? undefined}>
          {inactiveReason}
        </Text>
      </>
    );
  if (!resting) return <StatusBadge tone="good">On</StatusBadge>;
  return (
    <>
      <StatusBadge tone="attention">Endpoint down</StatusBadge>
      <Text size="xs" c="dimmed">
        Tried again <RelativeTime iso={nextAttemptDate} empty="soon" />
      </Text>
    </>
  );
}

function Actions({ one, onEdit }: { one: Subscription; onEdit: SubscriptionTableProps['onEdit'] }) {
  const { setActive, remove } = useSubscriptionActions();
  const { id, active, pending } = one;
  const waits =
    pending === 0 ? 'Nothing waits for it.' : `${printCount(pending, 'delivery', 'deliveries')} wait for it.`;
  const askSwitch = async () => {
    const body = active
      ? `${waits} What comes is kept until it is switched on again.`
      : `${waits} They are sent at once.`;
    const confirmLabel = active ? 'Switch off' : 'Switch on';
    if (await confirm({ title: `${confirmLabel} subscription ${id}?`, body, confirmLabel, destructive: active }))
      setActive.mutate({ id, active: !active });
  };
  const askRemove = async () => {
    const body = `${waits} They are deleted with it, which cannot be taken back.`;
    if (await confirm({ title: `Delete subscription ${id}?`, body, confirmLabel: 'Delete the subscription' }))
      remove.mutate(id);
  };
  return (
    <Group gap="xs" justify="flex-end">
      <Button size="xs" variant="default" onClick={() => onEdit(one)} aria-label={`Change subscription ${id}`}>
        Change
      </Button>
      <Button size="xs" variant="default" onClick={() => void askSwitch()} loading={setActive.isPending}>
        {active ? 'Switch off' : 'Switch on'}
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => void askRemove()} loading={remove.isPending}>
        Delete
      </Button>
    </Group>
  );
}
