import { Anchor, Button, Table, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMayWrite } from '../../api/use-session.ts';
import { confirm } from '../../parts/confirm.tsx';
import { printCount, printNumber } from '../../parts/format.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StackedTable, type StackedColumns } from '../../parts/stacked-table.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { NothingHere } from './nothing-here.tsx';
import type { Operations, StoppedSubscription } from './operations-queries.ts';
import { Section } from './section.tsx';
import { useSwitchOn } from './use-switch-on.ts';

const columns: StackedColumns = [
  { label: 'Of' },
  { label: 'Endpoint' },
  { label: 'State' },
  { label: 'Why' },
  { label: 'Waiting', align: 'right' },
  { label: 'Actions', hidden: true },
];

/** Subscriptions that get nothing: switched off, or with an endpoint that is down. */
export function StoppedSubscriptions({ stopped }: { stopped: Operations['stoppedSubscriptions'] }) {
  const { total, subscriptions } = stopped;
  return (
    <Section
      title="Stopped subscriptions"
      description="Their events wait and are not lost. An endpoint that is down is tried again by itself; one that is switched off waits for somebody."
    >
      {subscriptions.length === 0 ? (
        <NothingHere good>Every subscription is on, and every endpoint answers.</NothingHere>
      ) : (
        <StackedTable label="Stopped subscriptions" columns={columns}>
          {subscriptions.map((one) => (
            <StoppedRow key={one.id} one={one} />
          ))}
        </StackedTable>
      )}
      {total > subscriptions.length && (
        <Text size="sm" c="dimmed">
          These are the first {printNumber(subscriptions.length)} of {printNumber(total)}.
        </Text>
      )}
    </Section>
  );
}

function StoppedRow({ one }: { one: StoppedSubscription }) {
  const { id, instanceId, instanceName, host, active, inactiveReason, inactiveDate, pending, nextAttemptDate } = one;
  return (
    <Table.Tr>
      <Table.Td data-label="Of">
        <Anchor
          component={Link}
          to={instanceId === null ? '/subscriptions' : `/instances/${instanceId}`}
          search={(instanceId === null ? {} : { tab: 'events' }) as never}
          fw={600}
        >
          {instanceName ?? `Subscription ${id}`}
        </Anchor>
      </Table.Td>
      <Table.Td data-label="Endpoint">{host ?? 'None'}</Table.Td>
      <Table.Td data-label="State" style={{ whiteSpace: 'nowrap' }}>
        <StatusBadge tone={active ? 'attention' : 'bad'}>{active ? 'Endpoint down' : 'Switched off'}</StatusBadge>
      </Table.Td>
      <Table.Td data-label="Why" maw={320}>
        {active ? (
          <Text size="sm">
            Tried again <RelativeTime iso={nextAttemptDate} empty="soon" />
          </Text>
        ) : (
          <Text size="sm" lineClamp={2} title={inactiveReason ?? undefined}>
            {inactiveReason ?? 'Not known'}
            {inactiveDate !== null && (
              <>
                {' '}
                (<RelativeTime iso={inactiveDate} />)
              </>
            )}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label="Waiting" ta="right" className="tabular">
        {printNumber(pending)}
      </Table.Td>
      <Table.Td data-label="" ta="right">
        <SwitchOn one={one} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Where it would help: not without an address, and not while its instance is disabled. */
function SwitchOn({ one }: { one: StoppedSubscription }) {
  const mayWrite = useMayWrite();
  const switchOn = useSwitchOn();
  if (!mayWrite || one.active || one.host === null || one.instanceDisabled) return null;
  const name = one.instanceName ?? `subscription ${one.id}`;
  const ask = async () => {
    const waits =
      one.pending === 0
        ? 'Nothing waits.'
        : `${printCount(one.pending, 'delivery', 'deliveries')} will be sent at once, the oldest first.`;
    const body = `${waits} Make sure that ${one.host} works again: if it fails, the subscription is switched off anew.`;
    const title = `Switch on deliveries of ${name}?`;
    if (await confirm({ title, body, confirmLabel: 'Switch on', destructive: false })) switchOn.mutate(one);
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlayerPlay size={14} aria-hidden />}
      loading={switchOn.isPending}
      onClick={() => void ask()}
      aria-label={`Switch on ${name}`}
    >
      Switch on
    </Button>
  );
}
